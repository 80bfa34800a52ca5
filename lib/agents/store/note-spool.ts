import type { Db } from '@/lib/server/database'
import type { SpoolState } from '../domain/wire'

/** What waits at the agent to be sent. A held poll says the same again and again: written only where it is news. */
export async function noteSpool(tx: Db, agentId: string, spool: SpoolState): Promise<void> {
  await tx.$executeRaw`UPDATE "AgentPresence" SET spool = ${JSON.stringify(spool)}::jsonb
    WHERE "agentId" = ${agentId}::uuid AND spool IS DISTINCT FROM ${JSON.stringify(spool)}::jsonb`
}
