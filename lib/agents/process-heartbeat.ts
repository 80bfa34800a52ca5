import { hostname } from 'node:os'
import { database } from '@/lib/server/database'
import { log } from '@/lib/server/log'
import { RESUMED_ID } from './store/presence'

const OUTAGE_SEC = 15
const EXTRA_SEC = 30

/**
 * Says that this process lives. Whoever beats first after nobody did for more than 15 s found an outage of the control plane itself:
 * every lease grows by the gap and 30 s before anything is judged late, because no agent could have renewed it.
 */
export async function beat(kind: 'web' | 'worker'): Promise<void> {
  await database().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('slipway.heartbeat'))`
    const [row] = await tx.$queryRaw<{ gapSec: number | null }[]>`
      SELECT extract(epoch FROM clock_timestamp() - max("seenAt"))::float8 AS "gapSec" FROM "ProcessHeartbeat" WHERE kind <> 'mark'`
    const gapSec = row?.gapSec ?? 0
    if (gapSec > OUTAGE_SEC) {
      await tx.$executeRaw`UPDATE "Command" SET "leaseUntil" = "leaseUntil" + make_interval(secs => ${gapSec + EXTRA_SEC}::float8)
        WHERE state IN ('LEASED', 'ACCEPTED', 'RUNNING') AND "leaseUntil" IS NOT NULL`
      await tx.$executeRaw`INSERT INTO "ProcessHeartbeat" (id, kind, "seenAt") VALUES (${RESUMED_ID}, 'mark', clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET "seenAt" = EXCLUDED."seenAt"`
      log.warn({ gapSec: Math.round(gapSec) }, 'the control plane was away; leases were extended')
    }
    await tx.$executeRaw`INSERT INTO "ProcessHeartbeat" (id, kind, "seenAt") VALUES (${`${kind}:${hostname()}:${process.pid}`}, ${kind}, clock_timestamp())
      ON CONFLICT (id) DO UPDATE SET "seenAt" = EXCLUDED."seenAt"`
  })
}
