import type pg from 'pg'
import type { StoredLabel } from '../domain/decide-label'
import type { JoinedRow } from '../domain/label-contribution'
import { dayOf, slotOf } from '../domain/slots'

export interface StoredPrediction extends JoinedRow {
  pid: string
  day: string
}

const COLUMNS = `pid::text, event_day::text AS day, stream_id::text, (extract(epoch FROM event_time) * 1000)::float8 AS ms,
  spec_id::text, status, pred_class, score_q, pred_value`

interface Row {
  pid: string
  day: string
  stream_id: string
  ms: number
  spec_id: string
  status: number
  pred_class: number | null
  score_q: number | null
  pred_value: number | null
}

/** Predictions of these ids; an id with a time is looked up on that UTC day and its neighbours only. */
export async function storedPredictions(
  client: pg.PoolClient,
  deploymentId: string,
  wanted: readonly { pid: string; nearMs: number | null }[],
): Promise<StoredPrediction[]> {
  const near = wanted.filter(({ nearMs }) => nearMs !== null)
  const anywhere = wanted.filter(({ nearMs }) => nearMs === null)
  const days = new Set(
    near.flatMap(({ nearMs }) => [-1, 0, 1].map((offset) => dayOf((nearMs ?? 0) + offset * 86_400_000))),
  )
  const found: Row[] = []
  if (near.length > 0) {
    const sql = `SELECT ${COLUMNS} FROM mon.prediction WHERE deployment_id = $1 AND pid = ANY($2::uuid[]) AND event_day = ANY($3::date[])`
    found.push(...(await client.query<Row>(sql, [deploymentId, near.map(({ pid }) => pid), [...days]])).rows)
  }
  if (anywhere.length > 0) {
    const sql = `SELECT ${COLUMNS} FROM mon.prediction WHERE deployment_id = $1 AND pid = ANY($2::uuid[])`
    found.push(...(await client.query<Row>(sql, [deploymentId, anywhere.map(({ pid }) => pid)])).rows)
  }
  return found.map((row) => ({
    pid: row.pid,
    day: row.day,
    streamId: row.stream_id,
    eventMs: row.ms,
    slotMs: slotOf('5m', row.ms),
    specId: row.spec_id,
    predClass: row.status === 0 ? row.pred_class : null,
    scoreQ: row.score_q,
    predValue: row.status === 0 ? row.pred_value : null,
  }))
}

/** The label that counts now, by `pid|day`. */
export async function currentLabels(
  client: pg.PoolClient,
  deploymentId: string,
  pids: readonly string[],
  days: readonly string[],
): Promise<Map<string, StoredLabel>> {
  const { rows } = await client.query<{
    pid: string
    day: string
    revision: number
    value: string
    ms: number
    source: number
    retracted: boolean
  }>(
    `SELECT DISTINCT ON (pid, event_day) pid::text, event_day::text AS day, revision, value, (extract(epoch FROM label_time) * 1000)::float8 AS ms, source, retracted
     FROM mon.label WHERE deployment_id = $1 AND pid = ANY($2::uuid[]) AND event_day = ANY($3::date[]) ORDER BY pid, event_day, revision DESC`,
    [deploymentId, pids, days],
  )
  return new Map(
    rows.map(({ pid, day, revision, value, ms, source, retracted }) => [
      `${pid}|${day}`,
      { revision, value, labelMs: ms, source, retracted },
    ]),
  )
}
