import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { type Clock, systemClock } from '@/lib/kernel/clock'
import { parseInput } from '@/lib/server/parse-input'
import { requireIngest } from './ingest-access'
import { type BatchResult, batchResultSchema, predictionEnvelopeSchema } from './ingest-contract'
import { requireBatchId } from './require-batch-id'
import { announce } from './store/announce'
import { readDataThrough } from './store/data-through'
import { ensureBatchDay, ensureEventDays, ensureLiveHours } from './store/partitions'
import { placeRows } from './store/place-rows'
import { readBody } from './store/read-body'
import { readRecords } from './store/read-records'
import { storePredictions } from './store/store-predictions'

export interface IngestCall {
  principal: Principal
  workspaceId: string
  /** Decoded bytes as they came, or the parsed JSON. */
  body: Buffer | object
  format?: 'json' | 'ndjson'
  idempotencyKey?: string | null
  clock?: Clock
}

const MAX_ERRORS = 100

/** Stores a batch of predictions and counts it: once, or not at all. A returned result is durable. */
export async function ingestPredictions(call: IngestCall): Promise<BatchResult> {
  const nowMs = (call.clock ?? systemClock).now().getTime()
  const { value, digest } = readBody(call.body, call.format)
  const envelope = parseInput(predictionEnvelopeSchema, value)
  if (call.idempotencyKey && call.idempotencyKey !== envelope.batchId)
    throw new AppError('bad_request', {
      message: 'Idempotency-Key must equal batchId.',
      details: { reason: 'invalid_batch' },
    })
  const facts = await requireIngest(
    call.principal,
    'monitoring:ingest-predictions',
    call.workspaceId,
    envelope.deploymentId,
    nowMs,
  )
  const { deployment } = facts
  const batchMs = requireBatchId(envelope.batchId, nowMs)
  const read = readRecords(envelope, nowMs)
  const placed = await placeRows(
    facts,
    read.rows,
    { source: envelope.source, agent: call.principal.kind === 'agent' },
    nowMs,
  )
  const errors = [...read.errors, ...placed.errors].sort((a, b) => a.line - b.line)
  if (envelope.atomic && errors.length > 0)
    throw new AppError('refused', {
      message: `${errors.length} records cannot be stored and the batch is atomic; nothing was stored. Correct them and send all again.`,
      details: { reason: 'atomic_rejected', errors: errors.slice(0, MAX_ERRORS) },
    })
  const instants = placed.rows.map(({ row }) => row.atMs)
  await ensureBatchDay(batchMs)
  await ensureEventDays(instants)
  await ensureLiveHours(instants.filter((atMs) => nowMs - atMs < 7_200_000))
  const stored = await storePredictions({
    deployment,
    batchId: envelope.batchId,
    digest,
    principalId: call.principal.id,
    placed,
    errors: errors.slice(0, MAX_ERRORS),
    rejected: errors.length,
    nowMs,
  })
  announce(call.workspaceId, deployment.id, nowMs)
  const dataThrough = (await readDataThrough(deployment.id))?.toISOString() ?? null
  return batchResultSchema.parse({ ...stored, dataThrough })
}
