import { type Clock, systemClock } from '@/lib/kernel/clock'
import { type BatchResult, batchResultSchema } from './ingest-contract'
import { announce } from './store/announce'
import { withBytesInFlight } from './store/bytes-in-flight'
import { readDataThrough } from './store/data-through'
import { type IngestBody, preparePredictions } from './store/prepare-predictions'
import { storePredictions } from './store/store-predictions'

export interface IngestCall extends IngestBody {
  clock?: Clock
}

/** A record of a batch that came as an object, in bytes: about what it was as text. */
const RECORD_BYTES = 400

function sizeOf({ body }: IngestCall): number {
  if (Buffer.isBuffer(body)) return body.length
  const records: unknown = 'records' in body ? body.records : null
  return Array.isArray(records) ? records.length * RECORD_BYTES : 0
}

/** Stores a batch of predictions and counts it: once, or not at all. A returned result is durable. */
export async function ingestPredictions(call: IngestCall): Promise<BatchResult> {
  const nowMs = (call.clock ?? systemClock).now().getTime()
  const { stored, deploymentId } = await withBytesInFlight(sizeOf(call), () =>
    storePredictions((known) => preparePredictions(call, nowMs, known)),
  )
  announce(call.workspaceId, deploymentId, nowMs)
  const dataThrough = (await readDataThrough(deploymentId))?.toISOString() ?? null
  return batchResultSchema.parse({ ...stored, dataThrough })
}
