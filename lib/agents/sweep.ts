import type { Principal } from '@/lib/identity/domain/principal'
import { database } from '@/lib/server/database'
import { log } from '@/lib/server/log'
import { runCommand } from '@/lib/server/run-command'
import { beat } from './process-heartbeat'
import { RESUMED_ID } from './store/presence'
import { noteStatus } from './use-cases/note-status'
import { sweepCommand } from './use-cases/sweep-command'

const SWEEPER: Principal = { kind: 'job', id: 'agents.sweep', name: 'agents.sweep', permissions: ['agents:operate'] }
const MAX_AT_ONCE = 500

interface Found {
  id: string
  workspaceId: string
}

function overdueCommands(): Promise<Found[]> {
  return database().$queryRaw<Found[]>`SELECT id::text, "workspaceId"::text FROM "Command"
    WHERE (state = 'QUEUED' AND "expiresAt" <= now())
      OR (state IN ('LEASED', 'ACCEPTED', 'RUNNING') AND "leaseUntil" < now())
      OR (state IN ('ACCEPTED', 'RUNNING') AND "acceptedAt" + make_interval(secs => "startToCloseMs" / 1000.0) < now())
      OR (state = 'UNKNOWN' AND NOT EXISTS (SELECT 1 FROM "CommandEvent" e WHERE e."commandId" = "Command".id
            AND (e.code = 'unresolved' OR e.at > now() - interval '2 minutes')))
    ORDER BY "deploymentId", fence LIMIT ${MAX_AT_ONCE}`
}

/** Agents whose announced status no longer fits how long they have been silent. */
function changedAgents(): Promise<Found[]> {
  return database().$queryRaw<Found[]>`
    WITH silent AS (SELECT a.id, a."workspaceId", p.status, extract(epoch FROM now() -
        CASE WHEN p.status = 'OFFLINE' THEN p."lastSeenAt" ELSE greatest(p."lastSeenAt", h."seenAt") END) AS sec
      FROM "Agent" a JOIN "AgentPresence" p ON p."agentId" = a.id LEFT JOIN "ProcessHeartbeat" h ON h.id = ${RESUMED_ID}
      WHERE a.state = 'ACTIVE' AND p."lastSeenAt" IS NOT NULL)
    SELECT id::text, "workspaceId"::text FROM silent
    WHERE status <> CASE WHEN sec <= 70 THEN 'ONLINE' WHEN sec <= 300 THEN 'LATE' ELSE 'OFFLINE' END LIMIT ${MAX_AT_ONCE}`
}

async function each(found: Found[], run: (entry: Found) => Promise<unknown>): Promise<void> {
  for (const entry of found) {
    try {
      await run(entry)
    } catch (error) {
      // One stubborn row must not keep the others waiting; it is tried again at the next sweep.
      log.error(
        { id: entry.id, err: error instanceof Error ? error.message : String(error) },
        'sweep of one entry failed',
      )
    }
  }
}

/** What time does to agents and their commands. The heartbeat goes first: an outage extends leases before any is judged. */
export async function sweepAgents(): Promise<void> {
  await beat('worker')
  await each(await overdueCommands(), ({ id, workspaceId }) =>
    runCommand(sweepCommand, { principal: SWEEPER, workspace: workspaceId, input: { commandId: id } }),
  )
  await each(await changedAgents(), ({ id, workspaceId }) =>
    runCommand(noteStatus, { principal: SWEEPER, workspace: workspaceId, input: { agentId: id } }),
  )
}
