import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@/lib/kernel/app-error'
import type { BinnedRow } from '../domain/binned-row'
import type { RowError } from '../domain/prediction-row'
import { RowKeys } from '../domain/row-keys'
import { dayNumber } from '../domain/slots'
import type { BatchResult } from '../ingest-contract'
import { BATCH_KIND, claimBatch, finishBatch } from './batch-ledger'
import { binBatch } from './bin-batch'
import { copyPredictions, encodePredictions } from './copy-predictions'
import type { DeploymentFacts } from './deployment-facts'
import { lockDeployment } from './deployment-lock'
import { holdHorizons } from './horizons'
import { knownPredictions } from './known-predictions'
import { labelNewRows } from './label-new-rows'
import { withLane } from './lanes'
import { ensureEventDays, ensureLiveHours, forgetEnsured } from './partitions'
import type { PlacedRows } from './place-rows'
import { applyDeltas, applyLiveDeltas } from './rollup-writer'
import { inTransaction, sqlState } from './transaction'

interface PredictionBatch {
  deployment: DeploymentFacts
  batchId: string
  digest: Buffer
  principalId: string
  placed: PlacedRows
  errors: RowError[]
  rejected: number
  nowMs: number
}

export type StoredBatch = Omit<BatchResult, 'dataThrough'>

const MAX_ATTEMPTS = 5

/** One transaction: ledger, rows, rollups, marks, answer. Races are found by the unique index and tried again without the duplicates. */
export async function storePredictions(batch: PredictionBatch): Promise<StoredBatch> {
  let checkKnown = false
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withLane((lane) => inTransaction((client) => attemptToStore(client, batch, checkKnown, lane)))
    } catch (error) {
      const state = sqlState(error)
      if (attempt === MAX_ATTEMPTS || !['23505', '23514', '40001', '40P01', '55P03'].includes(state))
        throw unavailable(error, state)
      if (state === '23505') checkKnown = true
      else if (state === '23514') await makePartitionsAgain(batch)
      else await delay(10 + Math.random() * 190)
    }
  }
}

function unavailable(error: unknown, state: string): unknown {
  if (!['23505', '40001', '40P01', '55P03', '25P04'].includes(state)) return error
  return new AppError('unavailable', {
    message: 'The batch could not be stored right now; nothing was counted. Send it again under the same batchId.',
    details: { reason: 'ingest_unavailable' },
    cause: error,
  })
}

async function makePartitionsAgain(batch: PredictionBatch): Promise<void> {
  forgetEnsured()
  const instants = batch.placed.rows.map(({ row }) => row.atMs)
  await ensureEventDays(instants)
  await ensureLiveHours(instants)
}

async function attemptToStore(
  client: import('pg').PoolClient,
  batch: PredictionBatch,
  checkKnown: boolean,
  lane: number,
): Promise<StoredBatch> {
  const { deployment, batchId, digest, principalId, placed, nowMs } = batch
  const horizons = await holdHorizons(client)
  const rows = placed.rows.length + batch.rejected
  const claim = await claimBatch(client, {
    deploymentId: deployment.id,
    batchId,
    workspaceId: deployment.workspaceId,
    kind: BATCH_KIND.predictions,
    digest,
    principalId,
    rows,
  })
  if (claim !== null) return { ...(claim.replayed as StoredBatch), status: 'replayed' }
  await lockDeployment(client, deployment.id, 'shared')
  const known = checkKnown ? await knownPredictions(client, deployment.id, placed.rows) : new RowKeys()
  const { fresh, duplicates } = splitDuplicates(placed.rows, known)
  const deltas = binBatch(fresh, duplicates, placed.specs, nowMs)
  if (deltas.rows.length > 0) await copyPredictions(client, encodePredictions(deployment.id, batchId, deltas.rows))
  const outcomes =
    deltas.rows.length > 0 ? await labelNewRows(client, deployment.id, batchId, deltas.rows, placed.specs) : []
  await applyDeltas(client, deployment.id, [...deltas.cells, ...outcomes], horizons, lane)
  await applyLiveDeltas(client, deployment.id, deltas.liveCells, lane)
  const answer: StoredBatch = {
    batchId,
    status: 'stored',
    accepted: fresh.length,
    duplicates: duplicates.length,
    rejected: batch.rejected,
    errors: batch.errors,
  }
  await finishBatch(client, deployment.id, batchId, answer)
  return answer
}

function splitDuplicates(rows: readonly BinnedRow[], known: RowKeys): { fresh: BinnedRow[]; duplicates: BinnedRow[] } {
  const fresh: BinnedRow[] = []
  const duplicates: BinnedRow[] = []
  for (const row of rows) {
    if (known.add(row.pid, row.streamId, dayNumber(row.row.atMs))) fresh.push(row)
    else duplicates.push(row)
  }
  return { fresh, duplicates }
}
