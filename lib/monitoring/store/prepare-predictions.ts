import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { parseInput } from '@/lib/server/parse-input'
import type { BinnedRow } from '../domain/binned-row'
import type { PredictionRow, RowError } from '../domain/prediction-row'
import type { RowKeys } from '../domain/row-keys'
import { dayNumber } from '../domain/slots'
import { requireIngest } from '../ingest-access'
import { predictionEnvelopeSchema } from '../ingest-contract'
import { requireBatchId } from '../require-batch-id'
import { type BatchDeltas, binBatch } from './bin-batch'
import { encodePredictions } from './copy-predictions'
import type { DeploymentFacts } from './deployment-facts'
import { type PlacedRows, placeRows } from './place-rows'
import { readBody } from './read-body'
import { readRecords } from './read-records'

export interface IngestBody {
  principal: Principal
  workspaceId: string
  /** Decoded bytes as they came, or the parsed JSON. */
  body: Buffer | object
  format?: 'json' | 'ndjson'
  idempotencyKey?: string | null
}

/** A batch that only has to be written: rows as COPY bytes, their rollup deltas, and of each row what labels need. */
export interface PreparedBatch {
  deployment: DeploymentFacts
  batchId: string
  batchMs: number
  digest: Buffer
  principalId: string
  rows: readonly BinnedRow[]
  duplicates: readonly BinnedRow[]
  /** Null when nothing is new. */
  copy: Buffer | null
  deltas: BatchDeltas
  specs: PlacedRows['specs']
  errors: RowError[]
  rejected: number
  nowMs: number
}

const MAX_ERRORS = 100

/**
 * Reads, checks, bins and encodes a batch in one go, so that what it is read into is garbage before anything waits for the database: records
 * and features of batches that wait would be copied by every collection. A batch that must be judged again is read again from its bytes.
 */
export async function preparePredictions(call: IngestBody, nowMs: number, known: RowKeys): Promise<PreparedBatch> {
  const { head, digest, read } = readEnvelope(call, nowMs)
  const { principal, workspaceId } = call
  const facts = await requireIngest(principal, 'monitoring:ingest-predictions', workspaceId, head.deploymentId, nowMs)
  const { deployment } = facts
  const batchMs = requireBatchId(head.batchId, nowMs)
  const placed = await placeRows(facts, read.rows, { source: head.source, agent: principal.kind === 'agent' }, nowMs)
  const errors = [...read.errors, ...placed.errors].sort((a, b) => a.line - b.line)
  if (head.atomic && errors.length > 0) throw atomicRefusal(errors)
  const { fresh, duplicates } = splitDuplicates(placed.rows, known)
  const deltas = binBatch(fresh, duplicates, placed.specs, nowMs)
  const copy = fresh.length === 0 ? null : encodePredictions(deployment.id, head.batchId, fresh)
  for (const binned of placed.rows) forgetFeatures(binned)
  return {
    deployment,
    batchId: head.batchId,
    batchMs,
    digest,
    principalId: principal.id,
    rows: fresh,
    duplicates,
    copy,
    deltas,
    specs: placed.specs,
    errors: errors.slice(0, MAX_ERRORS),
    rejected: errors.length,
    nowMs,
  }
}

interface ReadEnvelope {
  head: { batchId: string; deploymentId: string; source: 'live' | 'batch' | 'replay'; atomic: boolean }
  digest: Buffer
  read: { rows: PredictionRow[]; errors: RowError[] }
}

/** The raw records stay in here. */
function readEnvelope(call: IngestBody, nowMs: number): ReadEnvelope {
  const { value, digest } = readBody(call.body, call.format)
  const { batchId, deploymentId, source, atomic, ...rest } = parseInput(predictionEnvelopeSchema, value)
  if (call.idempotencyKey && call.idempotencyKey !== batchId)
    throw new AppError('bad_request', {
      message: 'Idempotency-Key must equal batchId.',
      details: { reason: 'invalid_batch' },
    })
  return { head: { batchId, deploymentId, source, atomic }, digest, read: readRecords({ source, ...rest }, nowMs) }
}

function atomicRefusal(errors: readonly RowError[]): AppError {
  return new AppError('refused', {
    message: `${errors.length} records cannot be stored and the batch is atomic; nothing was stored. Correct them and send all again.`,
    details: { reason: 'atomic_rejected', errors: errors.slice(0, MAX_ERRORS) },
  })
}

function splitDuplicates(rows: readonly BinnedRow[], known: RowKeys): { fresh: BinnedRow[]; duplicates: BinnedRow[] } {
  const duplicates: BinnedRow[] = []
  const fresh: BinnedRow[] = []
  for (const row of rows) {
    if (known.add(row.pid, row.streamId, dayNumber(row.row.atMs))) fresh.push(row)
    else duplicates.push(row)
  }
  return { fresh, duplicates }
}

function forgetFeatures(binned: BinnedRow): void {
  binned.contrib = null
  binned.row.features = null
}
