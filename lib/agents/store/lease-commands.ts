import type { Db } from '@/lib/server/database'
import { protocolError } from '../protocol-error'
import type { CommandRow } from './commands'
import { appendCommandEvent } from './commands'

/**
 * Holds the agent's session for the rest of the transaction: of two concurrent polls one gets the work, the other nothing, and a
 * request whose session was replaced while it was held changes nothing. Taken before any lock of a deployment.
 */
export async function lockSession(tx: Db, agentId: string, epoch: bigint): Promise<void> {
  const current = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "AgentPresence" p JOIN "Agent" a ON a.id = p."agentId"
    WHERE p."agentId" = ${agentId}::uuid AND p.epoch = ${epoch} AND a.state = 'ACTIVE' FOR UPDATE OF p`
  if (current.length === 0)
    throw protocolError('stale_epoch', 'A newer session of this agent exists. Open a session again.')
}

/** Leases at most one command per deployment and lane, lowest fence first. Needs the session's lock. */
export async function leaseCommands(tx: Db, agentId: string, epoch: bigint): Promise<CommandRow[]> {
  const rows = await tx.$queryRaw<CommandRow[]>`
    WITH ready AS (SELECT DISTINCT ON ("deploymentId", lane) id FROM "Command" q
      WHERE q."agentId" = ${agentId}::uuid AND q.state = 'QUEUED' AND q."notBefore" <= now() AND q."expiresAt" > now()
        AND NOT EXISTS (SELECT 1 FROM "Command" r WHERE r."deploymentId" = q."deploymentId" AND r.lane = q.lane
          AND r.state IN ('LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'))
      ORDER BY "deploymentId", lane, fence)
    UPDATE "Command" SET state = 'LEASED', attempt = attempt + 1, "leaseToken" = gen_random_uuid(),
      "leaseUntil" = now() + interval '60 s', "leaseEpoch" = ${epoch}
    FROM ready WHERE "Command".id = ready.id AND "Command".state = 'QUEUED' RETURNING "Command".*`
  for (const { id } of rows) await appendCommandEvent(tx, { commandId: id, state: 'LEASED' })
  return rows
}

/** Heartbeats of commands in progress: what is listed under its lease keeps it. */
export async function keepLeases(
  tx: Db,
  agentId: string,
  epoch: bigint,
  running: readonly { commandId: string; leaseToken: string; phase: string; pct: number }[],
): Promise<void> {
  for (const { commandId, leaseToken, phase, pct } of running)
    await tx.$executeRaw`UPDATE "Command" SET "leaseUntil" = now() + interval '60 s', phase = ${phase}, percent = ${pct}
      WHERE id::text = ${commandId} AND "agentId" = ${agentId}::uuid AND "leaseToken" = ${leaseToken}::uuid AND "leaseEpoch" = ${epoch}
        AND state IN ('ACCEPTED', 'RUNNING')`
}
