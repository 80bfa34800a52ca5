import type pg from 'pg'
import type { BatchResult } from '../ingest-contract'
import { BATCH_KIND, claimBatches, finishBatches } from './batch-ledger'
import { copyPredictions } from './copy-predictions'
import { lockDeployment } from './deployment-lock'
import { holdHorizons } from './horizons'
import { labelNewRows } from './label-new-rows'
import type { PreparedBatch } from './prepare-predictions'
import { applyDeltas, applyLiveDeltas } from './rollup-writer'

export type StoredBatch = Omit<BatchResult, 'dataThrough'>

/** Ledger, rows, rollups, marks and answers of some batches of one deployment, each with an id of its own, in the caller's transaction. */
export async function writeBatches(
  client: pg.PoolClient,
  deploymentId: string,
  batches: readonly PreparedBatch[],
  lane: number,
): Promise<StoredBatch[]> {
  const horizons = await holdHorizons(client)
  const answered = await claimBatches(client, batches.map(ledgerRow))
  const fresh = batches.filter(({ batchId }) => !answered.has(batchId))
  const [first] = fresh
  if (first !== undefined) {
    await lockDeployment(client, deploymentId, 'shared')
    const copies = fresh.flatMap(({ copy }) => (copy === null ? [] : [copy]))
    if (copies.length > 0) await copyPredictions(client, copies)
    const rows = fresh.flatMap((batch) => batch.rows)
    const specs = new Map(fresh.flatMap((batch) => [...batch.specs]))
    const outcomes = rows.length > 0 ? await labelNewRows(client, deploymentId, first.batchId, rows, specs) : []
    const cells = [...fresh.flatMap(({ deltas }) => deltas.cells), ...outcomes]
    await applyDeltas(client, deploymentId, cells, horizons, lane)
    await applyLiveDeltas(
      client,
      deploymentId,
      fresh.flatMap(({ deltas }) => deltas.liveCells),
      lane,
    )
    await finishBatches(client, deploymentId, fresh.map(answerOf))
  }
  return batches.map((batch) =>
    answered.has(batch.batchId)
      ? { ...(answered.get(batch.batchId) as StoredBatch), status: 'replayed' }
      : answerOf(batch),
  )
}

function ledgerRow(batch: PreparedBatch) {
  return {
    deploymentId: batch.deployment.id,
    batchId: batch.batchId,
    workspaceId: batch.deployment.workspaceId,
    kind: BATCH_KIND.predictions,
    digest: batch.digest,
    principalId: batch.principalId,
    rows: batch.rows.length + batch.duplicates.length + batch.rejected,
  }
}

function answerOf({ batchId, rows, duplicates, rejected, errors }: PreparedBatch): StoredBatch {
  return {
    batchId,
    status: 'stored',
    accepted: rows.length,
    duplicates: duplicates.length,
    rejected,
    errors,
  }
}
