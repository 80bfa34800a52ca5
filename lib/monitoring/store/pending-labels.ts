import type pg from 'pg'
import { z } from 'zod'
import type { PendingLabel } from './label-store'

const bodySchema = z.object({
  predictionId: z.string(),
  nearMs: z.number().nullable(),
  value: z.string(),
  labelMs: z.number(),
  source: z.number(),
  retracted: z.boolean(),
})

/** Keeps labels until their prediction arrives. Without a revision each is the next one of its id. */
export async function keepPending(
  client: pg.PoolClient,
  deploymentId: string,
  batchId: string,
  labels: readonly PendingLabel[],
): Promise<number> {
  let kept = 0
  for (const { pid, revision, predictionId, nearMs, value, labelMs, source, retracted } of labels) {
    const body = JSON.stringify({ predictionId, nearMs, value, labelMs, source, retracted })
    const { rowCount } = await client.query(
      `INSERT INTO mon.label_pending (deployment_id, pid, revision, body, batch_id)
       SELECT $1, $2, coalesce($3::int, (SELECT coalesce(max(revision), 0) + 1 FROM mon.label_pending WHERE deployment_id = $1 AND pid = $2)), $4::jsonb, $5
       WHERE $3::int IS NOT NULL OR NOT EXISTS (
         SELECT 1 FROM mon.label_pending p WHERE p.deployment_id = $1 AND p.pid = $2 AND p.body->>'value' = $6
           AND p.revision = (SELECT max(revision) FROM mon.label_pending q WHERE q.deployment_id = $1 AND q.pid = $2))
       ON CONFLICT DO NOTHING`,
      [deploymentId, pid, revision, body, batchId, value],
    )
    kept += rowCount ?? 0
  }
  return kept
}

/** Takes the waiting labels of these ids out of the waiting list, lowest revision first. */
export async function takePending(
  client: pg.PoolClient,
  deploymentId: string,
  pids: readonly string[],
): Promise<PendingLabel[]> {
  const { rows } = await client.query<{ pid: string; revision: number; body: unknown }>(
    'DELETE FROM mon.label_pending WHERE deployment_id = $1 AND pid = ANY($2::uuid[]) RETURNING pid::text, revision, body',
    [deploymentId, pids],
  )
  return rows
    .sort((a, b) => a.revision - b.revision)
    .map(({ pid, revision, body }, line) => ({ ...bodySchema.parse(body), pid, revision, line: line + 1 }))
}
