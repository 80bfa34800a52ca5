import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { parseInput } from '@/lib/server/parse-input'
import type { BinnedRow } from '../domain/binned-row'
import type { CompiledSpec } from '../domain/compiled-spec'
import { ORIGIN, SOURCES } from '../domain/kinds'
import type { RowError } from '../domain/prediction-row'
import type { RowKeys } from '../domain/row-keys'
import { dayNumber } from '../domain/slots'
import { requireIngest } from '../ingest-access'
import { predictionEnvelopeSchema } from '../ingest-contract'
import { requireBatchId } from '../require-batch-id'
import { BatchBinner, type BatchDeltas } from './batch-binner'
import { PredictionEncoder } from './copy-predictions'
import type { DeploymentFacts } from './deployment-facts'
import { readBody } from './read-body'
import { readRecords } from './read-records'
import { RowPlacer } from './row-placer'

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
  specs: ReadonlyMap<string, CompiledSpec>
  errors: RowError[]
  rejected: number
  nowMs: number
}

const MAX_ERRORS = 100

/** Records that are worked on before others get a turn: a millisecond or two. */
const SLICE = 250

/**
 * Reads, checks, bins and encodes a batch, slice by slice: other flushes go on in between, and what a slice was read into is garbage with its end,
 * not after some collections. A batch that must be judged again is read again from its bytes.
 */
export async function preparePredictions(call: IngestBody, nowMs: number, known: RowKeys): Promise<PreparedBatch> {
  const { principal, workspaceId } = call
  const { value, digest, record } = readBody(call.body, call.format)
  const envelope = parseInput(predictionEnvelopeSchema, value)
  const { batchId, deploymentId, source, defaults, records } = envelope
  if (call.idempotencyKey && call.idempotencyKey !== batchId)
    throw new AppError('bad_request', {
      message: 'Idempotency-Key must equal batchId.',
      details: { reason: 'invalid_batch' },
    })
  const facts = await requireIngest(principal, 'monitoring:ingest-predictions', workspaceId, deploymentId, nowMs)
  const batchMs = requireBatchId(batchId, nowMs)
  const origin = principal.kind === 'agent' ? ORIGIN.agent : ORIGIN.declared
  const placer = new RowPlacer(facts, { source: SOURCES.indexOf(source) + 1, origin }, nowMs)
  const binner = new BatchBinner(nowMs)
  const encoder = new PredictionEncoder(deploymentId, batchId, records.length)
  const rows: BinnedRow[] = []
  const duplicates: BinnedRow[] = []
  const errors: RowError[] = []
  for (let before = 0; before < records.length; before += SLICE) {
    const slice = records.slice(before, before + SLICE).map(record)
    const read = readRecords({ source, defaults, records: slice, before }, nowMs)
    const placed = await placer.place(read.rows)
    const { fresh, repeated } = splitDuplicates(placed.rows, known)
    binner.add(fresh, placer.specs())
    binner.addDuplicates(repeated)
    encoder.add(fresh)
    placed.rows.forEach(forgetFeatures)
    rows.push(...fresh)
    duplicates.push(...repeated)
    errors.push(...read.errors, ...placed.errors)
    await othersTurn()
  }
  errors.sort((a, b) => a.line - b.line)
  if (envelope.atomic && errors.length > 0) throw atomicRefusal(errors)
  return {
    deployment: facts.deployment,
    batchId,
    batchMs,
    digest,
    principalId: principal.id,
    rows,
    duplicates,
    copy: rows.length === 0 ? null : encoder.finish(),
    deltas: binner.deltas(),
    specs: placer.specs(),
    errors: errors.slice(0, MAX_ERRORS),
    rejected: errors.length,
    nowMs,
  }
}

function atomicRefusal(errors: readonly RowError[]): AppError {
  return new AppError('refused', {
    message: `${errors.length} records cannot be stored and the batch is atomic; nothing was stored. Correct them and send all again.`,
    details: { reason: 'atomic_rejected', errors: errors.slice(0, MAX_ERRORS) },
  })
}

function splitDuplicates(rows: readonly BinnedRow[], known: RowKeys): { fresh: BinnedRow[]; repeated: BinnedRow[] } {
  const repeated: BinnedRow[] = []
  const fresh: BinnedRow[] = []
  for (const row of rows) {
    if (known.add(row.pid, row.streamId, dayNumber(row.row.atMs))) fresh.push(row)
    else repeated.push(row)
  }
  return { fresh, repeated }
}

function forgetFeatures(binned: BinnedRow): void {
  binned.contrib = null
  binned.row.features = null
}
