import type pg from 'pg'
import { SLOT_MS, slotOf } from '../domain/slots'
import { compactBefore } from './compaction'
import { ensureBatchDay, ensureEventDays, ensureLiveHours, forgetEnsured } from './partitions'
import { inTransaction } from './transaction'

const DAY = SLOT_MS['1d']
const KEEP = {
  rollup5mMs: 7 * DAY,
  rollup1hMs: 90 * DAY,
  rowsMs: 90 * DAY,
  batchMs: 8 * DAY,
  liveMs: 2 * SLOT_MS['1h'],
}

/** Partitions for the days to come, so that no batch has to wait for one. */
export async function preparePartitions(nowMs: number): Promise<void> {
  const days = Array.from({ length: 8 }, (_, i) => nowMs + i * DAY)
  await ensureEventDays(days)
  for (const day of days) await ensureBatchDay(day)
  await ensureLiveHours([nowMs, nowMs + SLOT_MS['1h']])
}

/** Moves the horizons after compacting what is below them; writers wait for the exclusive lock and then see the new ones. */
export async function moveHorizons(nowMs: number): Promise<void> {
  await moveHorizon(1, '1h', slotOf('1d', nowMs - KEEP.rollup5mMs))
  const month = new Date(nowMs - KEEP.rollup1hMs)
  await moveHorizon(2, '1d', Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1))
}

async function moveHorizon(grain: 1 | 2, parent: '1h' | '1d', toMs: number): Promise<void> {
  await inTransaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('mon.horizon', 0))")
    await compactBefore(client, parent, toMs)
    await client.query('UPDATE mon.horizon SET first_slot = $2 WHERE grain = $1 AND first_slot < $2', [
      grain,
      new Date(toMs),
    ])
  })
}

interface Partition {
  parent: string
  name: string
  suffix: string
}

/** Old data go by dropping whole partitions, detached first so that no reader waits. Returns the names dropped. */
export async function dropExpired(pool: pg.Pool, nowMs: number): Promise<string[]> {
  const { rows } = await pool.query<Partition>(
    `SELECT p.relname AS parent, c.relname AS name, substr(c.relname, length(p.relname) + 2) AS suffix
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
     JOIN pg_namespace n ON n.oid = p.relnamespace WHERE n.nspname = 'mon' AND p.relkind = 'p'`,
  )
  const dropped: string[] = []
  for (const partition of rows.filter((row) => isExpired(row, nowMs))) {
    await pool.query(`ALTER TABLE mon.${partition.parent} DETACH PARTITION mon."${partition.name}" CONCURRENTLY`)
    await pool.query(`DROP TABLE mon."${partition.name}"`)
    dropped.push(partition.name)
  }
  if (dropped.length > 0) forgetEnsured()
  return dropped
}

function isExpired({ parent, suffix }: Partition, nowMs: number): boolean {
  const day = Date.UTC(Number(suffix.slice(0, 4)), Number(suffix.slice(4, 6)) - 1, Number(suffix.slice(6, 8) || '1'))
  switch (parent) {
    case 'rollup_5m':
      return day + DAY <= slotOf('1d', nowMs - KEEP.rollup5mMs)
    case 'rollup_1h':
      return day + 31 * DAY <= nowMs - KEEP.rollup1hMs - 31 * DAY
    case 'prediction':
    case 'label':
      return day + DAY <= nowMs - KEEP.rowsMs
    case 'batch':
      return day + DAY <= nowMs - KEEP.batchMs
    case 'rollup_10s':
      return day + (Number(suffix.slice(8, 10)) + 1) * SLOT_MS['1h'] <= nowMs - KEEP.liveMs
    default:
      return false
  }
}
