import { pool } from '@/lib/server/database'
import { CellSet } from '../domain/cell'
import { lockDeployment } from './deployment-lock'
import { holdHorizons } from './horizons'
import { joinLabels } from './label-store'
import { keepPending, takePending } from './pending-labels'
import { applyDeltas } from './rollup-writer'
import { inTransaction } from './transaction'

const KEEP_DAYS = 30
const PER_RUN = 5000
const JOB_BATCH = '00000000-0000-7000-8000-000000000000'

/** Waiting labels whose prediction has come by another way are joined; those older than 30 days are counted as expired. */
export async function joinPendingLabels(): Promise<{ joined: number; expired: number }> {
  const { rowCount: expired } = await pool().query(
    `WITH gone AS (DELETE FROM mon.label_pending WHERE received_at < now() - make_interval(days => $1) RETURNING deployment_id)
     INSERT INTO mon.label_expired AS e SELECT deployment_id, (now() AT TIME ZONE 'UTC')::date, count(*) FROM gone GROUP BY 1, 2
     ON CONFLICT (deployment_id, day) DO UPDATE SET labels = e.labels + EXCLUDED.labels`,
    [KEEP_DAYS],
  )
  const { rows } = await pool().query<{ deployment_id: string; pids: string[] }>(
    `SELECT deployment_id, array_agg(DISTINCT pid::text) AS pids FROM (
       SELECT l.deployment_id, l.pid FROM mon.label_pending l
       WHERE EXISTS (SELECT 1 FROM mon.prediction p WHERE p.deployment_id = l.deployment_id AND p.pid = l.pid) LIMIT $1) x GROUP BY 1`,
    [PER_RUN],
  )
  let joined = 0
  for (const { deployment_id: deploymentId, pids } of rows) {
    joined += await inTransaction(async (client) => {
      const horizons = await holdHorizons(client)
      await lockDeployment(client, deploymentId, 'exclusive')
      const cells = new CellSet()
      const result = await joinLabels(
        client,
        deploymentId,
        JOB_BATCH,
        await takePending(client, deploymentId, pids),
        cells,
      )
      await keepPending(client, deploymentId, JOB_BATCH, result.unmatched)
      await applyDeltas(client, deploymentId, cells.list(), horizons, 0)
      return result.joined
    })
  }
  return { joined, expired: expired ?? 0 }
}
