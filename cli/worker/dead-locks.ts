import { database } from '@/lib/server/database'
import { log } from '@/lib/server/log'

const ROUNDS = 3

/** Says that these job workers of this process live; what was said an hour ago is forgotten. */
export async function beatWorkers(workerIds: readonly string[]): Promise<void> {
  await database().$executeRaw`INSERT INTO "ProcessHeartbeat" (id, kind, "seenAt")
    SELECT 'jobs:' || id, 'job-worker', now() FROM unnest(${[...workerIds]}::text[]) AS id
    ON CONFLICT (id) DO UPDATE SET "seenAt" = now()`
  await database()
    .$executeRaw`DELETE FROM "ProcessHeartbeat" WHERE kind = 'job-worker' AND "seenAt" < now() - interval '1 hour'`
}

/**
 * A killed worker leaves its jobs locked, and graphile-worker frees them only after four hours. This frees them as soon as their
 * holder has been silent in three rounds one after the other: an outage of the database silences everybody at once, and its end
 * must not look like a death.
 */
export function createDeadLocks(): () => Promise<void> {
  let silent = new Map<string, number>()
  return async () => {
    const rows = await database().$queryRaw<{ id: string }[]>`SELECT DISTINCT j.locked_by AS id
      FROM graphile_worker._private_jobs j
      WHERE j.locked_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ProcessHeartbeat" h
        WHERE h.id = 'jobs:' || j.locked_by AND h."seenAt" > now() - interval '15 s')`
    silent = new Map(rows.map(({ id }) => [id, (silent.get(id) ?? 0) + 1]))
    const dead = [...silent].filter(([, rounds]) => rounds >= ROUNDS).map(([id]) => id)
    if (dead.length === 0) return
    await database().$executeRaw`SELECT graphile_worker.force_unlock_workers(${dead}::text[])`
    log.warn({ workers: dead.length }, 'jobs of dead workers freed')
  }
}
