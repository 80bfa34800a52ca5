import type pg from 'pg'
import { AppError } from '@/lib/kernel/app-error'

export const BATCH_KIND = { predictions: 1, labels: 2 } as const

interface LedgerRow {
  deploymentId: string
  batchId: string
  workspaceId: string
  kind: number
  digest: Buffer
  principalId: string
  rows: number
}

/**
 * Claims a batch id in the caller's transaction. A second batch with the same id waits here for the first, then finds its answer:
 * the same body is a replay, another one a conflict.
 */
export async function claimBatch(client: pg.PoolClient, row: LedgerRow): Promise<{ replayed: unknown } | null> {
  const { rowCount } = await client.query(
    `INSERT INTO mon.batch (deployment_id, batch_id, workspace_id, kind, digest, principal_id, rows, response)
     VALUES ($1, $2, $3, $4, $5, $6, $7, '{}') ON CONFLICT DO NOTHING`,
    [row.deploymentId, row.batchId, row.workspaceId, row.kind, row.digest, row.principalId, row.rows],
  )
  if (rowCount === 1) return null
  const { rows } = await client.query<{ kind: number; digest: Buffer; response: unknown }>(
    'SELECT kind, digest, response FROM mon.batch WHERE deployment_id = $1 AND batch_id = $2',
    [row.deploymentId, row.batchId],
  )
  const stored = rows[0]
  if (stored === undefined || stored.kind !== row.kind || !stored.digest.equals(row.digest))
    throw new AppError('conflict', {
      message: 'A batch with this id was stored with another body. Use a new batchId for new data.',
      details: { reason: 'batch_conflict' },
    })
  return { replayed: stored.response }
}

/** Keeps the answer for replays; part of the same transaction. */
export async function finishBatch(
  client: pg.PoolClient,
  deploymentId: string,
  batchId: string,
  response: unknown,
): Promise<void> {
  await client.query('UPDATE mon.batch SET response = $3 WHERE deployment_id = $1 AND batch_id = $2', [
    deploymentId,
    batchId,
    JSON.stringify(response),
  ])
}
