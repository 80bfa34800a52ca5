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

/** Claims one batch id: null, or the answer that was stored for it. */
export async function claimBatch(client: pg.PoolClient, row: LedgerRow): Promise<{ replayed: unknown } | null> {
  const answers = await claimBatches(client, [row])
  return answers.has(row.batchId) ? { replayed: answers.get(row.batchId) } : null
}

/**
 * Claims batch ids of one deployment in the caller's transaction and answers what was stored for those that are known. A second batch with the
 * same id waits here for the first, then finds its answer: the same body is a replay, another one a conflict. Ids are claimed in order, so
 * that two flushes with the same ones cannot wait for each other.
 */
export async function claimBatches(client: pg.PoolClient, rows: readonly LedgerRow[]): Promise<Map<string, unknown>> {
  const sorted = [...rows].sort((a, b) => (a.batchId < b.batchId ? -1 : 1))
  const { rows: claimed } = await client.query<{ batch_id: string }>(
    `INSERT INTO mon.batch (deployment_id, batch_id, workspace_id, kind, digest, principal_id, rows, response)
     SELECT deployment_id, batch_id, workspace_id, kind, digest, principal_id, rows, '{}'
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::bytea[], $6::text[], $7::int[])
       AS t(deployment_id, batch_id, workspace_id, kind, digest, principal_id, rows)
     ON CONFLICT DO NOTHING RETURNING batch_id::text`,
    [
      sorted.map((row) => row.deploymentId),
      sorted.map((row) => row.batchId),
      sorted.map((row) => row.workspaceId),
      sorted.map((row) => row.kind),
      sorted.map((row) => row.digest),
      sorted.map((row) => row.principalId),
      sorted.map((row) => row.rows),
    ],
  )
  const mine = new Set(claimed.map((row) => row.batch_id))
  const answers = new Map<string, unknown>()
  for (const row of sorted) if (!mine.has(row.batchId)) answers.set(row.batchId, await storedAnswer(client, row))
  return answers
}

async function storedAnswer(client: pg.PoolClient, row: LedgerRow): Promise<unknown> {
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
  return stored.response
}

/** Keeps the answers for replays; part of the same transaction. */
export async function finishBatches(
  client: pg.PoolClient,
  deploymentId: string,
  answers: readonly { batchId: string }[],
): Promise<void> {
  await client.query(
    `UPDATE mon.batch SET response = t.response FROM unnest($2::uuid[], $3::jsonb[]) AS t(id, response)
     WHERE deployment_id = $1 AND batch_id = t.id AND batch_id = ANY($2::uuid[])`,
    [deploymentId, answers.map(({ batchId }) => batchId), answers.map((answer) => JSON.stringify(answer))],
  )
}
