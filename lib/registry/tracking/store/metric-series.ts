import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import { downsample, type SeriesPoint } from '../domain/downsample'
import { NO_MODEL } from './none-id'

interface PointRow {
  series_id: bigint
  step: bigint
  at_ms: bigint
  value: number
}

interface StretchRow {
  n: bigint
  first: number[]
  last: number[]
  low: number[] | null
  high: number[] | null
  mean: number | null
}

export interface Series {
  runId: string
  key: string
  count: number
  points: SeriesPoint[]
  /** Of a thinned series: the mean of each stretch, at its middle. Extremes are no ground for a smoothed line, means are. */
  means: SeriesPoint[]
}

/** `[step, time, value]` as the database puts it. */
function pointOf([step = 0, atMs = 0, value = Number.NaN]: readonly number[]): SeriesPoint {
  return { step, atMs, value }
}

function byPlace(a: SeriesPoint, b: SeriesPoint): number {
  return a.step - b.step || a.atMs - b.atMs
}

/** Numbers that can be added up without running over; NaN and infinities have no mean. */
const ADDABLE = Prisma.sql`p.value BETWEEN -1e290 AND 1e290`

function meanOf({ first, last, mean }: StretchRow): SeriesPoint[] {
  if (mean === null) return []
  const [from, to] = [pointOf(first), pointOf(last)]
  return [{ step: (from.step + to.step) / 2, atMs: Math.round((from.atMs + to.atMs) / 2), value: mean }]
}

interface StepRange {
  from?: number | undefined
  to?: number | undefined
}

/** Of the points `p`; a range of the one index. */
function within({ from, to }: StepRange): Prisma.Sql {
  const bounds = [
    ...(from === undefined ? [] : [Prisma.sql`p.step >= ${from}::bigint`]),
    ...(to === undefined ? [] : [Prisma.sql`p.step <= ${to}::bigint`]),
  ]
  return bounds.length === 0 ? Prisma.sql`TRUE` : Prisma.join(bounds, ' AND ')
}

/** The first points of each series, one more than asked for so that a longer series shows. */
async function readHeads(
  db: Db,
  ids: readonly bigint[],
  most: number,
  steps: StepRange,
): Promise<Map<bigint, SeriesPoint[]>> {
  const rows = await db.$queryRaw<PointRow[]>`
    SELECT s.series_id, p.step, p.at_ms, p.value FROM unnest(${[...ids]}::bigint[]) s(series_id)
    CROSS JOIN LATERAL (
      SELECT p.step, p.at_ms, p.value FROM tracking.point p WHERE p.series_id = s.series_id AND ${within(steps)}
      ORDER BY p.step, p.at_ms, p.value LIMIT ${most + 1}
    ) p`
  const heads = new Map<bigint, SeriesPoint[]>(ids.map((id) => [id, []]))
  for (const row of rows)
    heads.get(row.series_id)?.push({ step: Number(row.step), atMs: Number(row.at_ms), value: row.value })
  return heads
}

interface Ends {
  first_step: bigint
  last_step: bigint
  first_ms: bigint
  last_ms: bigint
}

/** The points `p` of one stretch: by step; of a program that never counts steps, by time. Both are ranges of the one index. */
function stretchOf(id: bigint, stretches: number, ends: Ends): { edges: Prisma.Sql; inside: Prisma.Sql } {
  const isTimed = ends.first_step === ends.last_step
  const [from, to] = isTimed ? [ends.first_ms, ends.last_ms] : [ends.first_step, ends.last_step]
  const edges = Prisma.sql`SELECT ${from}::bigint + floor(g * w)::bigint AS low_edge, ${from}::bigint + floor((g + 1) * w)::bigint AS high_edge
    FROM generate_series(0, ${stretches - 1}::int) g, (SELECT (${to}::numeric - ${from}::numeric + 1) / ${stretches}::int AS w) width`
  const inside = isTimed
    ? Prisma.sql`p.series_id = ${id} AND p.step = ${ends.first_step} AND p.at_ms >= e.low_edge AND p.at_ms < e.high_edge`
    : Prisma.sql`p.series_id = ${id} AND p.step >= e.low_edge AND p.step < e.high_edge`
  return { edges, inside }
}

/**
 * A long series cut into stretches of equal width, each with its lowest, highest, first and last point: the database reads every
 * point, only these travel.
 */
async function readStretches(
  db: Db,
  id: bigint,
  stretches: number,
  steps: StepRange,
): Promise<Omit<Series, 'runId' | 'key'>> {
  const [ends] = await db.$queryRaw<Ends[]>`
    SELECT f.step AS first_step, f.at_ms AS first_ms, l.step AS last_step, l.at_ms AS last_ms
    FROM (SELECT step, at_ms FROM tracking.point p WHERE series_id = ${id} AND ${within(steps)} ORDER BY step, at_ms LIMIT 1) f,
      (SELECT step, at_ms FROM tracking.point p WHERE series_id = ${id} AND ${within(steps)} ORDER BY step DESC, at_ms DESC LIMIT 1) l`
  if (ends === undefined) return { count: 0, points: [], means: [] }
  const { edges, inside } = stretchOf(id, stretches, ends)
  const rows = await db.$queryRaw<StretchRow[]>`
    SELECT a.n, a.mean, f.point AS first, l.point AS last, lo.point AS low, hi.point AS high FROM (${edges}) e
    CROSS JOIN LATERAL (
      SELECT count(*) AS n, min(p.value) AS low, max(p.value) FILTER (WHERE p.value <> 'NaN') AS high,
        sum(p.value) FILTER (WHERE ${ADDABLE}) / NULLIF(count(*) FILTER (WHERE ${ADDABLE}), 0) AS mean FROM tracking.point p WHERE ${inside}
    ) a
    CROSS JOIN LATERAL (SELECT ARRAY[p.step, p.at_ms, p.value] AS point FROM tracking.point p WHERE ${inside} ORDER BY p.step, p.at_ms LIMIT 1) f
    CROSS JOIN LATERAL (SELECT ARRAY[p.step, p.at_ms, p.value] AS point FROM tracking.point p WHERE ${inside} ORDER BY p.step DESC, p.at_ms DESC LIMIT 1) l
    LEFT JOIN LATERAL (SELECT ARRAY[p.step, p.at_ms, p.value] AS point FROM tracking.point p WHERE ${inside} AND p.value = a.low LIMIT 1) lo ON a.high IS NOT NULL
    LEFT JOIN LATERAL (SELECT ARRAY[p.step, p.at_ms, p.value] AS point FROM tracking.point p WHERE ${inside} AND p.value = a.high LIMIT 1) hi ON a.high IS NOT NULL
    WHERE a.n > 0`
  const points = rows.flatMap(({ first, last, low, high }) =>
    [first, last, low, high].filter((one) => one !== null).map(pointOf),
  )
  const distinct = new Map(points.map((point) => [`${point.step}/${point.atMs}/${point.value}`, point]))
  const count = rows.reduce((sum, row) => sum + Number(row.n), 0)
  return { count, points: [...distinct.values()].sort(byPlace), means: rows.flatMap(meanOf).sort(byPlace) }
}

/** Metrics of runs (uuids) as lines of at most `most` points, extremes kept. */
export async function readSeries(
  db: Db,
  workspaceId: string,
  { runIds, keys, most, steps }: { runIds: readonly string[]; keys: readonly string[]; most: number; steps: StepRange },
): Promise<Series[]> {
  const found = await db.$queryRaw<{ series_id: bigint; run_id: string; key: string }[]>`
    SELECT series_id, run_id, key FROM tracking.series
    WHERE workspace_id = ${workspaceId}::uuid AND run_id = ANY(${[...runIds]}::uuid[]) AND model_id = ${NO_MODEL}::uuid
      AND key = ANY(${[...keys]}::text[]) ORDER BY series_id`
  const heads = await readHeads(
    db,
    found.map((row) => row.series_id),
    most,
    steps,
  )
  const series: Series[] = []
  for (const { series_id, run_id: runId, key } of found) {
    const head = heads.get(series_id) ?? []
    if (head.length <= most) series.push({ runId, key, count: head.length, points: head, means: [] })
    else {
      const { points, ...rest } = await readStretches(db, series_id, Math.max(2, Math.floor(most / 2)), steps)
      series.push({ runId, key, ...rest, points: downsample(points, most) })
    }
  }
  return series
}
