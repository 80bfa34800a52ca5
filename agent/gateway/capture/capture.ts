import { statfs } from 'node:fs/promises'
import type { Exchange, Layout } from '@/agent/spool/exchange'
import { listSegments, segmentBytes } from '@/agent/spool/segment-names'
import type { SpoolWriter } from '@/agent/spool/spool-writer'
import { bucketOf } from '@/lib/agents/domain/bucket'
import type { CapturePolicy } from '@/lib/agents/domain/serving-facts'
import type { ModelInterface } from '../model-interface'
import type { LiveVariant } from '../routing/routing-table'
import { withoutFields } from './without-fields'

const MAX_BUFFERED_ROWS = 100_000
const MAX_BUFFERED_BYTES = 48 * 1024 * 1024
const LOOK_AT_DISK_MS = 5000

function layoutOf(model: ModelInterface): Layout {
  const { binding, features, classes, positiveClass, labelOutput, probabilityOutput, valueOutput, inputs } = model
  return { binding, features, classes, positiveClass, labelOutput, probabilityOutput, valueOutput, inputs }
}

/** Decides what of an answered request is kept. Back-pressure never reaches the caller: what does not fit is dropped and counted. */
export class Capture {
  readonly #writer: SpoolWriter
  readonly #spoolDir: string
  readonly #limitBytes: number
  readonly #layouts = new WeakMap<ModelInterface, Layout>()
  #fullness = 0
  #timer: NodeJS.Timeout | null = null

  constructor(writer: SpoolWriter, spoolDir: string, limitBytes: number) {
    this.#writer = writer
    this.#spoolDir = spoolDir
    this.#limitBytes = limitBytes
  }

  start(): void {
    const look = () => this.#measure().catch(() => undefined)
    void look()
    this.#timer = setInterval(look, LOOK_AT_DISK_MS)
    this.#timer.unref()
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
  }

  record(deploymentId: string, variant: LiveVariant, policy: CapturePolicy | null, exchange: Exchange): void {
    if (policy?.mode === 'off') return
    const { bufferedRows, bufferedBytes } = this.#writer
    if (this.#fullness >= 1 || bufferedRows > MAX_BUFFERED_ROWS || bufferedBytes > MAX_BUFFERED_BYTES) {
      variant.counters.dropped += exchange.rows
      return
    }
    variant.counters.captured += exchange.rows
    const model = variant.model.interface
    let layout = this.#layouts.get(model)
    if (layout === undefined) {
      layout = layoutOf(model)
      this.#layouts.set(model, layout)
    }
    const sampled =
      policy === null || policy.payloadSampleBps >= 10_000 || bucketOf('payload', exchange.id) < policy.payloadSampleBps
    if (!sampled || this.#fullness >= 0.8) exchange.feeds = null
    else if (policy !== null && exchange.feeds !== null)
      exchange.feeds = withoutFields(exchange.feeds, layout, policy.fieldClasses)
    this.#writer.add(deploymentId, exchange, layout)
  }

  async #measure(): Promise<void> {
    const { bavail, bsize } = await statfs(this.#spoolDir)
    const limit = Math.min(this.#limitBytes, bavail * bsize * 0.2)
    this.#fullness = (await segmentBytes(await listSegments(this.#spoolDir))) / limit
  }
}
