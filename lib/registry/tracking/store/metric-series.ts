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
  startMs: number
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

/** What is asked of each series, ends included. */
interface Part {
  fromStep?: number | undefined
  toStep?: number | undefined
  fromMs?: number | undefined
  toMs?: number | undefined
  /** Times are counted from 1970, or from the first point of each series. */
  clock: 'time' | 'relative'
}

/** A series, and the moment that its times of a part are counted from. */
interface Origin {
  id: bigint
  originMs: bigint
}

/** Of the points `p`; steps are a range of the one index, times are asked of each point in it. */
function within({ fromStep, toStep, fromMs, toMs }: Part, originMs: Prisma.Sql): Prisma.Sql {
  const bounds = [
    ...(fromStep === undefined ? [] : [Prisma.sql`p.step >= ${fromStep}::bigint`]),
    ...(toStep === undefined ? [] : [Prisma.sql`p.step <= ${toStep}::bigint`]),
    ...(fromMs === undefined ? [] : [Prisma.sql`p.at_ms >= ${originMs} + ${fromMs}::bigint`]),
    ...(toMs === undefined ? [] : [Prisma.sql`p.at_ms <= ${originMs} + ${toMs}::bigint`]),
  ]
  return bounds.length === 0 ? Prisma.sql`TRUE` : Prisma.join(bounds, ' AND ')
}

/** The first points of each series, one more than asked for so that a longer series shows. */
async function readHeads(
  db: Db,
  origins: readonly Origin[],
  most: number,
  part: Part,
): Promise<Map<bigint, SeriesPoint[]>> {
  const rows = await db.$queryRaw<PointRow[]>`
    SELECT s.series_id, p.step, p.at_ms, p.value
    FROM unnest(${origins.map(({ id }) => id)}::bigint[], ${origins.map(({ originMs }) => originMs)}::bigint[]) s(series_id, origin_ms)
    CROSS JOIN LATERAL (
      SELECT p.step, p.at_ms, p.value FROM tracking.point p WHERE p.series_id = s.series_id AND ${within(part, Prisma.sql`s.origin_ms`)}
      ORDER BY p.step, p.at_ms, p.value LIMIT ${most + 1}
    ) p`
  const heads = new Map<bigint, SeriesPoint[]>(origins.map(({ id }) => [id, []]))
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
  { id, originMs }: Origin,
  stretches: number,
  part: Part,
): Promise<Omit<Series, 'runId' | 'key' | 'startMs'>> {
  const asked = within(part, Prisma.sql`${originMs}::bigint`)
  const [ends] = await db.$queryRaw<Ends[]>`
    SELECT f.step AS first_step, f.at_ms AS first_ms, l.step AS last_step, l.at_ms AS last_ms
    FROM (SELECT step, at_ms FROM tracking.point p WHERE series_id = ${id} AND ${asked} ORDER BY step, at_ms LIMIT 1) f,
      (SELECT step, at_ms FROM tracking.point p WHERE series_id = ${id} AND ${asked} ORDER BY step DESC, at_ms DESC LIMIT 1) l`
  if (ends === undefined) return { count: 0, points: [], means: [] }
  const { edges, inside: stretch } = stretchOf(id, stretches, ends)
  const inside = Prisma.sql`${stretch} AND ${asked}`
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
  { runIds, keys, most, part }: { runIds: readonly string[]; keys: readonly string[]; most: number; part: Part },
): Promise<Series[]> {
  const found = await db.$queryRaw<{ series_id: bigint; run_id: string; key: string; start_ms: bigint }[]>`
    SELECT series_id, run_id, key, coalesce(
      (SELECT p.at_ms FROM tracking.point p WHERE p.series_id = s.series_id ORDER BY p.step, p.at_ms LIMIT 1), last_at_ms) AS start_ms
    FROM tracking.series s
    WHERE workspace_id = ${workspaceId}::uuid AND run_id = ANY(${[...runIds]}::uuid[]) AND model_id = ${NO_MODEL}::uuid
      AND key = ANY(${[...keys]}::text[]) ORDER BY series_id`
  const originOf = ({ series_id: id, start_ms }: (typeof found)[number]): Origin => ({
    id,
    originMs: part.clock === 'relative' ? start_ms : 0n,
  })
  const heads = await readHeads(db, found.map(originOf), most, part)
  const series: Series[] = []
  for (const row of found) {
    const named = { runId: row.run_id, key: row.key, startMs: Number(row.start_ms) }
    const head = heads.get(row.series_id) ?? []
    if (head.length <= most) series.push({ ...named, count: head.length, points: head, means: [] })
    else {
      const { points, ...rest } = await readStretches(db, originOf(row), Math.max(2, Math.floor(most / 2)), part)
      series.push({ ...named, ...rest, points: downsample(points, most) })
    }
  }
  return series
}
