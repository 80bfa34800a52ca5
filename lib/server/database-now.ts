import type { Db } from './database'

/** PostgreSQL's clock at this moment: the one that leases, expiries and recorded times go by, whatever the clocks of the web processes say. */
export async function databaseNow(db: Db): Promise<Date> {
  const [time] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  if (time === undefined) throw new Error('PostgreSQL answered without its time')
  return time.now
}
