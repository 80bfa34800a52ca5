import type pg from 'pg'
import { pool } from '@/lib/server/database'
import type { Kind } from '../domain/kinds'
import { type LadderGrain, type Marks, planSlots, type Range, snapWindow } from '../domain/plan-slots'
import { SLOT_MS, slotOf } from '../domain/slots'
import { readHorizons } from './horizons'
import { vectorTypes } from './vector-parser'

export interface StreamFacts {
  streamId: string
  variantId: string
  versionId: string
  generation: number
  role: number
  source: number
  origin: number
}

export interface ReadCell {
  streamId: string
  kind: number
  item: number
  specId: string
  slotMs: number
  n: Float64Array
  s: Float64Array
  c: Float64Array
}

export interface CellQuery extends Range {
  deploymentId: string
  kinds: readonly Kind[]
  items?: readonly number[]
  variantIds?: readonly string[]
  /** Slots coarser than this are not used; a series asks for the grain of its step. */
  coarsest: LadderGrain
}

export interface CellAnswer {
  cells: ReadCell[]
  streams: ReadonlyMap<string, StreamFacts>
  snapped: boolean
  fromMs: number
  toMs: number
}

/** Reads the cells of a window in one snapshot: marks, horizons and rows agree, so the answer equals the sum of the finest data. */
export async function readCells(query: CellQuery): Promise<CellAnswer> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const answer = await readInSnapshot(client, query)
    await client.query('COMMIT')
    return answer
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function readInSnapshot(client: pg.PoolClient, query: CellQuery): Promise<CellAnswer> {
  const horizon = await readHorizons(client)
  const window = { ...query, horizon }
  const snapped = snapWindow(window)
  const streams = await streamsOf(client, query.deploymentId, query.variantIds)
  const tiles = planSlots(window, await readMarks(client, query.deploymentId, snapped))
  const parts: string[] = []
  const values: unknown[] = [query.deploymentId, [...streams.keys()], query.kinds, query.items ?? null]
  for (const [grain, ranges] of Object.entries(tiles)) {
    for (const { fromMs, toMs } of ranges) {
      values.push(new Date(fromMs), new Date(toMs))
      parts.push(partSql(grain as LadderGrain, values.length - 1, values.length))
    }
  }
  if (parts.length === 0 || streams.size === 0) return { cells: [], streams, ...snapped }
  const { rows } = await client.query<Row>({ text: parts.join(' UNION ALL '), values, types: vectorTypes })
  return { cells: rows.map(toCell), streams, ...snapped }
}

interface Row {
  stream_id: string
  kind: number
  item_id: number
  spec_id: string
  ms: number
  n: Float64Array
  s: Float64Array
  c: Float64Array
}

function partSql(grain: LadderGrain | '10s', from: number, to: number): string {
  return `SELECT stream_id::text, kind, item_id, spec_id::text, (extract(epoch FROM slot) * 1000)::float8 AS ms, n, s, c FROM mon.rollup_${grain}
    WHERE deployment_id = $1 AND stream_id = ANY($2::bigint[]) AND kind = ANY($3::smallint[]) AND segment_id = 0
      AND ($4::smallint[] IS NULL OR item_id = ANY($4::smallint[])) AND slot >= $${from} AND slot < $${to}`
}

function toCell({ stream_id, kind, item_id, spec_id, ms, n, s, c }: Row): ReadCell {
  return { streamId: stream_id, kind, item: item_id, specId: spec_id, slotMs: ms, n, s, c }
}

/** Ten-second cells of the last two hours: traffic and latency only. */
export async function readLiveCells(query: Omit<CellQuery, 'coarsest'>): Promise<CellAnswer> {
  const client = await pool().connect()
  try {
    const streams = await streamsOf(client, query.deploymentId, query.variantIds)
    const fromMs = slotOf('10s', query.fromMs)
    const toMs = Math.ceil(query.toMs / SLOT_MS['10s']) * SLOT_MS['10s']
    const values = [
      query.deploymentId,
      [...streams.keys()],
      query.kinds,
      query.items ?? null,
      new Date(fromMs),
      new Date(toMs),
    ]
    const { rows } = await client.query<Row>({ text: partSql('10s', 5, 6), values, types: vectorTypes })
    return { cells: rows.map(toCell), streams, snapped: fromMs !== query.fromMs || toMs !== query.toMs, fromMs, toMs }
  } finally {
    client.release()
  }
}

export async function streamsOf(
  client: pg.Pool | pg.PoolClient,
  deploymentId: string,
  variantIds?: readonly string[],
): Promise<Map<string, StreamFacts>> {
  const { rows } = await client.query<{
    stream_id: string
    variant_id: string
    model_version_id: string
    generation: string
    role: number
    source: number
    origin: number
  }>(
    `SELECT stream_id::text, variant_id, model_version_id, generation, role, source, origin FROM mon.stream
     WHERE deployment_id = $1 AND ($2::uuid[] IS NULL OR variant_id = ANY($2::uuid[]))`,
    [deploymentId, variantIds ?? null],
  )
  return new Map(
    rows.map((row) => [
      row.stream_id,
      {
        streamId: row.stream_id,
        variantId: row.variant_id,
        versionId: row.model_version_id,
        generation: Number(row.generation),
        role: row.role,
        source: row.source,
        origin: row.origin,
      },
    ]),
  )
}

async function readMarks(client: pg.PoolClient, deploymentId: string, { fromMs, toMs }: Range): Promise<Marks> {
  const { rows } = await client.query<{ grain: number; ms: number }>(
    `SELECT DISTINCT grain, (extract(epoch FROM slot) * 1000)::float8 AS ms FROM mon.dirty
     WHERE deployment_id = $1 AND slot >= $2 AND slot < $3`,
    [deploymentId, new Date(slotOf('1d', fromMs)), new Date(toMs)],
  )
  const of = (grain: number) => new Set(rows.filter((row) => row.grain === grain).map(({ ms }) => ms))
  return { hours: of(2), days: of(3) }
}
