import type pg from 'pg'
import type { Cell } from '../domain/cell'
import { type Grain, slotOf } from '../domain/slots'
import type { Horizons } from './horizons'

/** A slot before a grain's horizon is written at the next coarser grain. */
function grainOf(slotMs: number, horizons: Horizons): Grain {
  if (slotMs >= horizons.fiveMinutesMs) return '5m'
  return slotMs >= horizons.hourMs ? '1h' : '1d'
}

/** Adds deltas of five-minute cells in key order (no two writers can wait for each other in a circle) and marks what they made stale. */
export async function applyDeltas(
  client: pg.PoolClient,
  deploymentId: string,
  cells: readonly Cell[],
  horizons: Horizons,
  lane: number,
): Promise<void> {
  for (const grain of ['5m', '1h', '1d'] as const) {
    const own = cells.filter((cell) => grainOf(cell.slotMs, horizons) === grain)
    if (own.length === 0) continue
    await upsert(
      client,
      `mon.rollup_${grain}`,
      deploymentId,
      own.map((cell) => ({ ...cell, slotMs: slotOf(grain, cell.slotMs) })),
      lane,
    )
    const parent = grain === '5m' ? '1h' : grain === '1h' ? '1d' : null
    if (parent !== null)
      await mark(client, deploymentId, parent, new Set(own.map((cell) => slotOf(parent, cell.slotMs))), lane)
  }
}

/** Ten-second cells live beside the ladder and are never compacted. */
export async function applyLiveDeltas(
  client: pg.PoolClient,
  deploymentId: string,
  cells: readonly Cell[],
  lane: number,
): Promise<void> {
  if (cells.length > 0) await upsert(client, 'mon.rollup_10s', deploymentId, cells, lane)
}

async function upsert(
  client: pg.PoolClient,
  table: string,
  deploymentId: string,
  cells: readonly Cell[],
  lane: number,
): Promise<void> {
  const sorted = mergeEqualKeys(cells).sort(byKey)
  const column = <T>(pick: (cell: Cell) => T) => sorted.map(pick)
  const text = (vector: Float64Array) => `{${vector.join(',')}}`
  await client.query(
    `INSERT INTO ${table} AS r (deployment_id, stream_id, kind, segment_id, item_id, slot, spec_id, lane, n, s, c)
     SELECT $1::uuid, stream_id, kind, 0, item, to_timestamp(slot / 1000.0), spec_id, $2::smallint, n::bigint[], s::bigint[], c::bigint[]
     FROM unnest($3::bigint[], $4::smallint[], $5::smallint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[])
       AS t(stream_id, kind, item, slot, spec_id, n, s, c)
     ON CONFLICT (deployment_id, stream_id, kind, segment_id, item_id, slot, spec_id, lane)
     DO UPDATE SET n = mon.vadd(r.n, EXCLUDED.n), s = mon.vadd(r.s, EXCLUDED.s), c = mon.vadd(r.c, EXCLUDED.c)`,
    [
      deploymentId,
      lane,
      column((cell) => cell.streamId),
      column((cell) => cell.kind),
      column((cell) => cell.item),
      column((cell) => cell.slotMs),
      column((cell) => cell.specId),
      column((cell) => text(cell.n)),
      column((cell) => text(cell.s)),
      column((cell) => text(cell.c)),
    ],
  )
}

/** Coarser slots can make several cells one; ON CONFLICT must not meet a key twice. */
function mergeEqualKeys(cells: readonly Cell[]): Cell[] {
  const merged = new Map<string, Cell>()
  for (const cell of cells) {
    const key = `${cell.streamId}|${cell.kind}|${cell.item}|${cell.slotMs}|${cell.specId}`
    const before = merged.get(key)
    const sum = (a: Float64Array, b: Float64Array) => a.map((x, i) => x + (b[i] ?? 0))
    merged.set(
      key,
      before === undefined
        ? cell
        : { ...cell, n: sum(before.n, cell.n), s: sum(before.s, cell.s), c: sum(before.c, cell.c) },
    )
  }
  return [...merged.values()]
}

function byKey(a: Cell, b: Cell): number {
  return (
    Number(a.streamId) - Number(b.streamId) ||
    a.kind - b.kind ||
    a.item - b.item ||
    a.slotMs - b.slotMs ||
    Number(a.specId) - Number(b.specId)
  )
}

const GRAIN_NUMBER = { '1h': 2, '1d': 3 } as const

async function mark(
  client: pg.PoolClient,
  deploymentId: string,
  grain: '1h' | '1d',
  slots: ReadonlySet<number>,
  lane: number,
): Promise<void> {
  await client.query(
    `INSERT INTO mon.dirty AS d SELECT $1::uuid, $2::smallint, to_timestamp(slot / 1000.0), $3::smallint, 1 FROM unnest($4::bigint[]) AS slot ORDER BY slot
     ON CONFLICT (deployment_id, grain, slot, lane) DO UPDATE SET seq = d.seq + 1`,
    [deploymentId, GRAIN_NUMBER[grain], lane, [...slots].sort((a, b) => a - b)],
  )
}
