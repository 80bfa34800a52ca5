import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { CommandState } from './domain/command-states'
import { isOpen } from './domain/command-states'
import { type Audit, endCommand } from './end-command'
import { lockDesired } from './store/desired-state'

export interface CommandFacts {
  id: string
  agentId: string
  deploymentId: string
  kind: string
  lane: string
  state: CommandState
  code: string | null
  detail: string | null
  fence: bigint
  generation: bigint
  planDigest: string
  fromPlanDigests: string[]
  phase: string | null
  percent: number | null
  cancelRequested: boolean
  createdAt: Date
  expiresAt: Date
  endedAt: Date | null
}

/** Command of this workspace, or 404. */
export async function readCommand(db: Db, workspaceId: string, commandId: string): Promise<CommandFacts> {
  const row = await db.command.findFirst({ where: { workspaceId, id: commandId } })
  if (!row) throw notFound('command')
  return { ...row, state: row.state as CommandState }
}

/**
 * Cancels a command that no agent has accepted; one that runs is asked to stop and ends by its own receipt. `ended` says which.
 */
export async function cancelOpenCommand(
  tx: Db,
  audit: Audit,
  input: { workspaceId: string; commandId: string; reason: string | null },
): Promise<{ state: string; ended: boolean }> {
  const { deploymentId } = await readCommand(tx, input.workspaceId, input.commandId)
  await lockDesired(tx, deploymentId)
  const row = await tx.command.findUniqueOrThrow({ where: { id: input.commandId } })
  if (!isOpen(row.state))
    throw new AppError('conflict', {
      message: `This command has ended (${row.state}) and cannot be cancelled.`,
      details: { reason: 'command_ended', state: row.state },
    })
  const { reason } = input
  const ended = await endCommand(tx, audit, row, { trigger: 'cancel', code: 'by_user', reason, liveUnchanged: true })
  if (ended) return { state: ended.state, ended: true }
  await tx.command.update({ where: { id: row.id }, data: { cancelRequested: true } })
  await audit.record('agents.command-cancelled', {
    resources: [
      { kind: 'command', id: row.id },
      { kind: 'deployment', id: row.deploymentId },
    ],
    reason,
    environmentId: row.environmentId,
    after: { cancelRequested: true },
    data: { state: row.state },
  })
  await tx.$executeRaw`SELECT pg_notify('slipway_agent', ${row.agentId})`
  return { state: row.state, ended: false }
}
