import { pool } from '@/lib/server/database'

/** Every rollup integer of a deployment, lanes added up: what must be equal however the data came. */
export async function rollupSnapshot(
  deploymentId: string,
  kinds = [1, 2, 3, 4, 5, 6, 7, 8],
): Promise<Record<string, string>> {
  const { rows } = await pool().query<{ key: string; sums: string }>(
    `SELECT concat_ws('|', s.variant_id, s.generation, s.role, r.kind, r.item_id, extract(epoch FROM r.slot)::bigint) AS key,
       jsonb_build_array(mon.vsum(r.n), mon.vsum(r.s), mon.vsum(r.c))::text AS sums
     FROM mon.rollup_5m r JOIN mon.stream s USING (stream_id)
     WHERE r.deployment_id = $1 AND r.kind = ANY($2::smallint[])
     GROUP BY s.variant_id, s.generation, s.role, r.kind, r.item_id, r.slot ORDER BY 1`,
    [deploymentId, kinds],
  )
  return Object.fromEntries(rows.filter(({ sums }) => /[1-9]/.test(sums)).map(({ key, sums }) => [key, sums]))
}
