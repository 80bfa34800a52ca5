import type { Db } from '@/lib/server/database'
import { type CommandState, type CommandTrigger, isEnded, nextState } from '../domain/command-states'

export type CommandRow = NonNullable<Awaited<ReturnType<Db['command']['findFirst']>>>

export interface MoveDetails {
  code?: string | null
  detail?: string | null
}

const HELD: readonly CommandState[] = ['ACCEPTED', 'RUNNING']

export async function appendCommandEvent(
  tx: Db,
  event: { commandId: string; state: string } & MoveDetails,
): Promise<void> {
  await tx.$executeRaw`INSERT INTO "CommandEvent" ("commandId", n, state, code, detail)
    SELECT ${event.commandId}::uuid, coalesce(max(n), 0) + 1, ${event.state}, ${event.code ?? null}, ${event.detail ?? null}
    FROM "CommandEvent" WHERE "commandId" = ${event.commandId}::uuid`
}

/**
 * Compare-and-set along the transition table; null when the table has no such move or the row is not what the caller read
 * (the loser of a race). Lease times are PostgreSQL's.
 */
export async function moveCommand(
  tx: Db,
  command: CommandRow,
  trigger: CommandTrigger,
  details: MoveDetails = {},
): Promise<CommandRow | null> {
  const to = nextState(command.state, trigger)
  if (to === null) return null
  const count = await tx.$executeRaw`UPDATE "Command" SET state = ${to},
      code = coalesce(${details.code ?? null}, code), detail = coalesce(${details.detail ?? null}, detail),
      "acceptedAt" = CASE WHEN ${to === 'ACCEPTED'} AND "acceptedAt" IS NULL THEN now() WHEN ${to === 'QUEUED'} THEN NULL ELSE "acceptedAt" END,
      "endedAt" = CASE WHEN ${isEnded(to)} THEN now() END,
      "leaseUntil" = CASE WHEN ${HELD.includes(to)} THEN now() + interval '60 s' END,
      "leaseToken" = CASE WHEN ${to === 'QUEUED'} THEN NULL ELSE "leaseToken" END,
      "leaseEpoch" = CASE WHEN ${to === 'QUEUED'} THEN NULL ELSE "leaseEpoch" END
    WHERE id = ${command.id}::uuid AND state = ${command.state} AND "leaseToken" IS NOT DISTINCT FROM ${command.leaseToken}::uuid
      AND "leaseEpoch" IS NOT DISTINCT FROM ${command.leaseEpoch}`
  if (count === 0) return null
  if (trigger !== 'heartbeat') await appendCommandEvent(tx, { commandId: command.id, state: to, ...details })
  return tx.command.findUniqueOrThrow({ where: { id: command.id } })
}

/** Commands that still matter to a deployment, lowest fence first. */
export async function openCommands(db: Db, deploymentId: string): Promise<CommandRow[]> {
  return db.command.findMany({
    where: { deploymentId, state: { in: ['QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'] } },
    orderBy: { fence: 'asc' },
  })
}
