import { pool } from '@/lib/server/database'
import { dayOf, slotOf } from '../domain/slots'

const ensured = new Set<string>()

async function once(key: string, sql: string, value: string): Promise<void> {
  if (ensured.has(key)) return
  await pool().query(sql, [value])
  if (ensured.size > 10_000) ensured.clear()
  ensured.add(key)
}

/** Partitions for events of these instants. Each is made in a transaction of its own, before the batch that needs it. */
export async function ensureEventDays(instantsMs: Iterable<number>): Promise<void> {
  const days = new Set<number>()
  for (const atMs of instantsMs) days.add(slotOf('1d', atMs))
  for (const day of days) await once(`event ${day}`, 'SELECT mon.ensure_event_day($1::date)', dayOf(day))
}

export async function ensureBatchDay(atMs: number): Promise<void> {
  await once(`batch ${slotOf('1d', atMs)}`, 'SELECT mon.ensure_batch_day($1::date)', dayOf(atMs))
}

export async function ensureLiveHours(instantsMs: Iterable<number>): Promise<void> {
  const hours = new Set<number>()
  for (const atMs of instantsMs) hours.add(slotOf('1h', atMs))
  for (const hour of hours)
    await once(`live ${hour}`, 'SELECT mon.ensure_live_hour($1::timestamptz)', new Date(hour).toISOString())
}

/** After a partition was dropped under a running process: forget, so that the retry makes it again. */
export function forgetEnsured(): void {
  ensured.clear()
}
