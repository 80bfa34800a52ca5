import type pg from 'pg'
import { pool } from '@/lib/server/database'

/** Until when a deployment's data are complete: what its agent vouches for, else the newest event that was stored. */
export async function readDataThrough(
  deploymentId: string,
  client: pg.Pool | pg.PoolClient = pool(),
): Promise<Date | null> {
  const { rows } = await client.query<{ through: Date | null }>(
    // least() passes over NULL: without the condition, no data at all would count as complete until now.
    `SELECT coalesce(
       (SELECT "dataThrough" FROM "ObservedState" WHERE "deploymentId" = $1),
       (SELECT least(max(through), now()) FROM (
          SELECT max(slot) + interval '10 seconds' AS through FROM mon.rollup_10s WHERE deployment_id = $1
          UNION ALL
          SELECT max(slot) + interval '5 minutes' FROM mon.rollup_5m WHERE deployment_id = $1 AND kind = 1) x
        HAVING max(through) IS NOT NULL)) AS through`,
    [deploymentId],
  )
  return rows[0]?.through ?? null
}
