import type { Db } from '@/lib/server/database'

/** The row that marks when the control plane last came back from an outage. */
export const RESUMED_ID = 'control-plane:resumed'

/**
 * Milliseconds since an agent spoke, by the database's clock. Time in which no process could hear it does not count, except for an
 * agent that was OFFLINE before: an outage makes nobody look alive.
 */
export async function silenceMs(db: Db, agentId: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM now() - CASE WHEN p.status = 'OFFLINE' THEN p."lastSeenAt" ELSE greatest(p."lastSeenAt", h."seenAt") END) * 1000)::float8 AS ms
    FROM "AgentPresence" p LEFT JOIN "ProcessHeartbeat" h ON h.id = ${RESUMED_ID}
    WHERE p."agentId" = ${agentId}::uuid`
  return row?.ms ?? null
}
