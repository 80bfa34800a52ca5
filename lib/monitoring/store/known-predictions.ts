import type pg from 'pg'
import type { BinnedRow } from '../domain/binned-row'
import { dayOf, SLOT_MS } from '../domain/slots'
import { uuidText } from './uuid-bytes'

/** A prediction is the same if id, stream and UTC day are. */
export function rowKey(row: BinnedRow): string {
  return `${row.pid.toString('latin1')}|${row.streamId}|${Math.floor(row.row.atMs / SLOT_MS['1d'])}`
}

/** Keys of the rows that are stored already. */
export async function knownPredictions(
  client: pg.PoolClient,
  deploymentId: string,
  rows: readonly BinnedRow[],
): Promise<Set<string>> {
  const days = [...new Set(rows.map(({ row }) => dayOf(row.atMs)))]
  const { rows: found } = await client.query<{ pid: Buffer; stream_id: string; day: number }>(
    `SELECT uuid_send(pid) AS pid, stream_id::text, event_day - '1970-01-01'::date AS day FROM mon.prediction
     WHERE deployment_id = $1 AND event_day = ANY($2::date[]) AND pid = ANY($3::uuid[])`,
    [deploymentId, days, rows.map(({ pid }) => uuidText(pid))],
  )
  return new Set(found.map(({ pid, stream_id, day }) => `${pid.toString('latin1')}|${stream_id}|${day}`))
}
