import { newId } from '@/lib/kernel/new-id'
import type { ApiClient } from '../api-client'

interface Due {
  predictionId: string
  value: string | number
  dueMs: number
}

const BATCH = 500
const RETRY_LIMIT = 100_000

/** Holds labels back until they are due, then sends them in idempotent batches; a batch that failed is sent again with its own id. */
export class LabelQueue {
  readonly #api: ApiClient
  readonly #deploymentId: string
  #waiting: Due[] = []
  #unsent: { batchId: string; records: object[] }[] = []

  constructor(api: ApiClient, deploymentId: string) {
    this.#api = api
    this.#deploymentId = deploymentId
  }

  add(predictionId: string, value: string | number, dueMs: number): void {
    this.#waiting.push({ predictionId, value, dueMs })
  }

  get size(): number {
    return this.#waiting.length + this.#unsent.reduce((sum, batch) => sum + batch.records.length, 0)
  }

  /** Sends what is due; answers how many labels were stored. Throws when Slipway does not take them; nothing is lost then. */
  async flush(nowMs: number): Promise<number> {
    const due = this.#waiting.filter((label) => label.dueMs <= nowMs)
    if (due.length > 0) this.#waiting = this.#waiting.filter((label) => label.dueMs > nowMs)
    for (let i = 0; i < due.length; i += BATCH) {
      const records = due.slice(i, i + BATCH).map(({ predictionId, value }) => ({ predictionId, value }))
      if (this.#unsent.length * BATCH < RETRY_LIMIT) this.#unsent.push({ batchId: newId(), records })
    }
    let sent = 0
    for (let batch = this.#unsent[0]; batch; batch = this.#unsent[0]) {
      const body = { schema: 'slipway.labels/1', deploymentId: this.#deploymentId, ...batch }
      await this.#api.post('/labels', body, batch.batchId)
      sent += batch.records.length
      this.#unsent.shift()
    }
    return sent
  }
}
