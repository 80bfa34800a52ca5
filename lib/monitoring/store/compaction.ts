import type pg from 'pg'
import { type Grain, SLOT_MS } from '../domain/slots'
import { holdHorizons } from './horizons'
import { inTransaction } from './transaction'

interface StaleSlot {
  deploymentId: string
  slotMs: number
}

const GRAIN_NUMBER = { '1h': 2, '1d': 3 } as const
const CHILD: Record<'1h' | '1d', Grain> = { '1h': '5m', '1d': '1h' }
const SETTLE_MS = 600_000

/** Slots whose end is at least ten minutes ago and that are not the sum of their children. A day waits for its hours. */
async function staleSlots(
  client: pg.Pool | pg.PoolClient,
  grain: '1h' | '1d',
  beforeMs: number,
  limit: number,
): Promise<StaleSlot[]> {
  const waitsForHours =
    grain === '1d'
      ? "AND NOT EXISTS (SELECT 1 FROM mon.dirty h WHERE h.deployment_id = d.deployment_id AND h.grain = 2 AND h.slot >= d.slot AND h.slot < d.slot + interval '1 day')"
      : ''
  const { rows } = await client.query<{ deployment_id: string; ms: number }>(
    `SELECT DISTINCT deployment_id, (extract(epoch FROM slot) * 1000)::float8 AS ms FROM mon.dirty d
     WHERE grain = $1 AND slot <= $2 ${waitsForHours} ORDER BY ms LIMIT $3`,
    [GRAIN_NUMBER[grain], new Date(beforeMs - SLOT_MS[grain]), limit],
  )
  return rows.map(({ deployment_id, ms }) => ({ deploymentId: deployment_id, slotMs: ms }))
}

/**
 * Replaces a coarse slot by the sum of its children and removes exactly the marks that were locked before the sum was read: a writer
 * that comes later waits for the lock and leaves a new mark.
 */
export async function compactSlot(
  client: pg.PoolClient,
  grain: '1h' | '1d',
  { deploymentId, slotMs }: StaleSlot,
): Promise<void> {
  const slot = new Date(slotMs)
  const { rows: locked } = await client.query<{ lane: number }>(
    'SELECT lane FROM mon.dirty WHERE deployment_id = $1 AND grain = $2 AND slot = $3 ORDER BY lane FOR UPDATE',
    [deploymentId, GRAIN_NUMBER[grain], slot],
  )
  if (locked.length === 0) return
  await client.query(`DELETE FROM mon.rollup_${grain} WHERE deployment_id = $1 AND slot = $2`, [deploymentId, slot])
  await client.query(
    `INSERT INTO mon.rollup_${grain} (deployment_id, stream_id, kind, segment_id, item_id, slot, spec_id, lane, n, s, c)
     SELECT deployment_id, stream_id, kind, segment_id, item_id, $2::timestamptz, spec_id, 0, mon.vsum(n), mon.vsum(s), mon.vsum(c)
     FROM mon.rollup_${CHILD[grain]} WHERE deployment_id = $1 AND slot >= $2 AND slot < $3
     GROUP BY deployment_id, stream_id, kind, segment_id, item_id, spec_id`,
    [deploymentId, slot, new Date(slotMs + SLOT_MS[grain])],
  )
  if (grain === '1h')
    await client.query(
      `INSERT INTO mon.dirty AS d VALUES ($1, 3, date_bin('1 day', $2::timestamptz, 'epoch'), 0, 1)
       ON CONFLICT (deployment_id, grain, slot, lane) DO UPDATE SET seq = d.seq + 1`,
      [deploymentId, slot],
    )
  await client.query(
    'DELETE FROM mon.dirty WHERE deployment_id = $1 AND grain = $2 AND slot = $3 AND lane = ANY($4::smallint[])',
    [deploymentId, GRAIN_NUMBER[grain], slot, locked.map(({ lane }) => lane)],
  )
}

/** Compacts what has settled, each slot in a transaction of its own; returns how many. */
export async function compactSettled(pool: pg.Pool, nowMs: number, limit = 200): Promise<number> {
  let done = 0
  for (const grain of ['1h', '1d'] as const) {
    for (const stale of await staleSlots(pool, grain, nowMs - SETTLE_MS, limit)) {
      await inTransaction(async (client) => {
        await holdHorizons(client)
        await compactSlot(client, grain, stale)
      })
      done += 1
    }
  }
  return done
}

/** Everything still stale before an instant, in the caller's transaction: what must happen before a finer grain is dropped. */
export async function compactBefore(client: pg.PoolClient, grain: '1h' | '1d', beforeMs: number): Promise<void> {
  for (;;) {
    const stale = await staleSlots(client, grain, beforeMs, 100)
    if (stale.length === 0) return
    for (const slot of stale) await compactSlot(client, grain, slot)
  }
}
