import type pg from 'pg'
import type { BinnedRow } from '../domain/binned-row'
import { RowKeys } from '../domain/row-keys'
import { daysOf } from '../domain/slots'
import { uuidText } from './uuid-bytes'

/** Keys of the rows that are stored already. */
export async function knownPredictions(
  client: pg.Pool | pg.PoolClient,
  deploymentId: string,
  rows: readonly BinnedRow[],
): Promise<RowKeys> {
  const days = daysOf(rows.map(({ row }) => row.atMs))
  const { rows: found } = await client.query<{ pid: Buffer; stream_id: string; day: number }>(
    `SELECT uuid_send(pid) AS pid, stream_id::text, event_day - '1970-01-01'::date AS day FROM mon.prediction
     WHERE deployment_id = $1 AND event_day = ANY($2::date[]) AND pid = ANY($3::uuid[])`,
    [deploymentId, days, rows.map(({ pid }) => uuidText(pid))],
  )
  const keys = new RowKeys()
  for (const { pid, stream_id, day } of found) keys.add(pid.toString('latin1'), stream_id, day)
  return keys
}
