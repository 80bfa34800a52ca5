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

interface BucketRow {
  series_id: bigint
  n: bigint
  low: number[] | null
  high: number[] | null
  first: number[]
  last: number[]
}

export interface Series {
  runId: string
  key: string
  count: number
  points: SeriesPoint[]
}

/** `[value, step, time]` as the database aggregates it. */
function pointOf([value = Number.NaN, step = 0, atMs = 0]: readonly number[]): SeriesPoint {
  return { step, atMs, value }
}

function byPlace(a: SeriesPoint, b: SeriesPoint): number {
  return a.step - b.step || a.atMs - b.atMs
}

/** The first points of each series, one more than asked for so that a longer series shows. */
async function readHeads(db: Db, ids: readonly bigint[], most: number): Promise<Map<bigint, SeriesPoint[]>> {
  const rows = await db.$queryRaw<PointRow[]>`
    SELECT s.series_id, p.step, p.at_ms, p.value FROM unnest(${[...ids]}::bigint[]) s(series_id)
    CROSS JOIN LATERAL (
      SELECT step, at_ms, value FROM tracking.point WHERE series_id = s.series_id ORDER BY step, at_ms, value LIMIT ${most + 1}
    ) p`
  const heads = new Map<bigint, SeriesPoint[]>(ids.map((id) => [id, []]))
  for (const row of rows)
    heads.get(row.series_id)?.push({ step: Number(row.step), atMs: Number(row.at_ms), value: row.value })
  return heads
}

/**
 * A long series cut into stretches of equal width, each with its lowest, highest, first and last point: the database reads every
 * point, only these travel. Programs that never count steps are cut by time.
 */
async function readStretches(db: Db, id: bigint, stretches: number): Promise<{ count: number; points: SeriesPoint[] }> {
  const [ends] = await db.$queryRaw<{ low: bigint | null; high: bigint | null }[]>`
    SELECT (SELECT step FROM tracking.point WHERE series_id = ${id} ORDER BY step LIMIT 1) AS low,
      (SELECT step FROM tracking.point WHERE series_id = ${id} ORDER BY step DESC LIMIT 1) AS high`
  const place =
    ends?.low === ends?.high
      ? Prisma.sql`width_bucket(at_ms::float8, (SELECT min(at_ms) FROM tracking.point WHERE series_id = ${id})::float8,
          (SELECT max(at_ms) + 1 FROM tracking.point WHERE series_id = ${id})::float8, ${stretches}::int)`
      : Prisma.sql`width_bucket(step::float8, ${Number(ends?.low ?? 0)}::float8, ${Number(ends?.high ?? 0) + 1}::float8, ${stretches}::int)`
  const rows = await db.$queryRaw<BucketRow[]>`
    SELECT count(*) AS n,
      min(ARRAY[value, step, at_ms]) FILTER (WHERE value <> 'NaN') AS low,
      max(ARRAY[value, step, at_ms]) FILTER (WHERE value <> 'NaN') AS high,
      min(ARRAY[step, at_ms, value]) AS first, max(ARRAY[step, at_ms, value]) AS last
    FROM tracking.point WHERE series_id = ${id} GROUP BY ${place}`
  const points = rows.flatMap(({ low, high, first, last }) => [
    ...[low, high].filter((one) => one !== null).map(pointOf),
    ...[first, last].map(([step = 0, atMs = 0, value = Number.NaN]) => pointOf([value, step, atMs])),
  ])
  const distinct = new Map(points.map((point) => [`${point.step}/${point.atMs}/${point.value}`, point]))
  const count = rows.reduce((sum, row) => sum + Number(row.n), 0)
  return { count, points: [...distinct.values()].sort(byPlace) }
}

/** Metrics of runs (uuids) as lines of at most `most` points, extremes kept. */
export async function readSeries(
  db: Db,
  workspaceId: string,
  { runIds, keys, most }: { runIds: readonly string[]; keys: readonly string[]; most: number },
): Promise<Series[]> {
  const found = await db.$queryRaw<{ series_id: bigint; run_id: string; key: string }[]>`
    SELECT series_id, run_id, key FROM tracking.series
    WHERE workspace_id = ${workspaceId}::uuid AND run_id = ANY(${[...runIds]}::uuid[]) AND model_id = ${NO_MODEL}::uuid
      AND key = ANY(${[...keys]}::text[]) ORDER BY series_id`
  const heads = await readHeads(
    db,
    found.map((row) => row.series_id),
    most,
  )
  const series: Series[] = []
  for (const { series_id, run_id: runId, key } of found) {
    const head = heads.get(series_id) ?? []
    if (head.length <= most) series.push({ runId, key, count: head.length, points: head })
    else {
      const { count, points } = await readStretches(db, series_id, Math.max(2, Math.floor(most / 2)))
      series.push({ runId, key, count, points: downsample(points, most) })
    }
  }
  return series
}
