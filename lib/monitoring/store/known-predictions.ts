import type pg from 'pg'
import type { BinnedRow } from '../domain/binned-row'
import { dayOf } from '../domain/slots'
import { uuidText } from './uuid-bytes'

/** A prediction is the same if id, stream and UTC day are. */
export function rowKey(row: BinnedRow): string {
  return `${row.pid.toString('hex')}|${row.streamId}|${dayOf(row.row.atMs)}`
}

/** Keys of the rows that are stored already. */
export async function knownPredictions(
  client: pg.PoolClient,
  deploymentId: string,
  rows: readonly BinnedRow[],
): Promise<Set<string>> {
  const days = [...new Set(rows.map(({ row }) => dayOf(row.atMs)))]
  const { rows: found } = await client.query<{ pid: string; stream_id: string; day: string }>(
    `SELECT replace(pid::text, '-', '') AS pid, stream_id::text, event_day::text AS day FROM mon.prediction
     WHERE deployment_id = $1 AND event_day = ANY($2::date[]) AND pid = ANY($3::uuid[])`,
    [deploymentId, days, rows.map(({ pid }) => uuidText(pid))],
  )
  return new Set(found.map(({ pid, stream_id, day }) => `${pid}|${stream_id}|${day}`))
}
