import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { AppError } from '@/lib/kernel/app-error'
import { pool } from '@/lib/server/database'
import { RowKeys } from '../domain/row-keys'
import type { BatchResult } from '../ingest-contract'
import { BATCH_KIND, claimBatch, finishBatch } from './batch-ledger'
import { copyPredictions } from './copy-predictions'
import { lockDeployment } from './deployment-lock'
import { holdHorizons } from './horizons'
import { knownPredictions } from './known-predictions'
import { labelNewRows } from './label-new-rows'
import { withLane } from './lanes'
import { ensureBatchDay, ensureEventDays, ensureLiveHours, forgetEnsured } from './partitions'
import type { PreparedBatch } from './prepare-predictions'
import { applyDeltas, applyLiveDeltas } from './rollup-writer'
import { inTransaction, sqlState } from './transaction'

export type StoredBatch = Omit<BatchResult, 'dataThrough'>

const MAX_ATTEMPTS = 5
const LIVE_MS = 7_200_000

/** One transaction: ledger, rows, rollups, marks, answer. Races are found by the unique index and tried again without the duplicates. */
export async function storePredictions(
  prepare: (known: RowKeys) => Promise<PreparedBatch>,
): Promise<{ stored: StoredBatch; deploymentId: string }> {
  let batch = await prepare(new RowKeys())
  const deploymentId = batch.deployment.id
  await makePartitions(batch)
  for (let attempt = 1; ; attempt += 1) {
    try {
      const stored = await withLane((lane) => inTransaction((client) => attemptToStore(client, batch, lane)))
      return { stored, deploymentId }
    } catch (error) {
      const state = sqlState(error)
      if (attempt === MAX_ATTEMPTS || !['23505', '23514', '40001', '40P01', '55P03'].includes(state))
        throw unavailable(error, state)
      if (state === '23505')
        batch = await prepare(await knownPredictions(pool(), deploymentId, [...batch.rows, ...batch.duplicates]))
      else if (state === '23514') {
        forgetEnsured()
        await makePartitions(batch)
      } else await delay(10 + Math.random() * 190)
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

async function makePartitions({ batchMs, rows, duplicates, nowMs }: PreparedBatch): Promise<void> {
  const instants = [...rows, ...duplicates].map(({ row }) => row.atMs)
  await ensureBatchDay(batchMs)
  await ensureEventDays(instants)
  await ensureLiveHours(instants.filter((atMs) => nowMs - atMs < LIVE_MS))
}

async function attemptToStore(client: pg.PoolClient, batch: PreparedBatch, lane: number): Promise<StoredBatch> {
  const { deployment, batchId, rows, duplicates, rejected, deltas } = batch
  const horizons = await holdHorizons(client)
  const claim = await claimBatch(client, {
    deploymentId: deployment.id,
    batchId,
    workspaceId: deployment.workspaceId,
    kind: BATCH_KIND.predictions,
    digest: batch.digest,
    principalId: batch.principalId,
    rows: rows.length + duplicates.length + rejected,
  })
  if (claim !== null) return { ...(claim.replayed as StoredBatch), status: 'replayed' }
  await lockDeployment(client, deployment.id, 'shared')
  if (batch.copy !== null) await copyPredictions(client, batch.copy)
  const outcomes = rows.length > 0 ? await labelNewRows(client, deployment.id, batchId, rows, batch.specs) : []
  await applyDeltas(client, deployment.id, [...deltas.cells, ...outcomes], horizons, lane)
  await applyLiveDeltas(client, deployment.id, deltas.liveCells, lane)
  const answer: StoredBatch = {
    batchId,
    status: 'stored',
    accepted: rows.length,
    duplicates: duplicates.length,
    rejected,
    errors: batch.errors,
  }
  await finishBatch(client, deployment.id, batchId, answer)
  return answer
}
