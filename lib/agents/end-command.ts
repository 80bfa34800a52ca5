import type { AuditType } from '@/lib/audit/domain/catalogue'
import type { Db } from '@/lib/server/database'
import { jobQueue } from '@/lib/server/jobs'
import type { CommandContext } from '@/lib/server/operation'
import type { CommandTrigger } from './domain/command-states'
import { type CommandRow, type MoveDetails, moveCommand } from './store/commands'
import { lockDesired, saveDesired, saveGeneration } from './store/desired-state'

export type Audit = CommandContext['audit']

/** Event types that any ending of a command may record; a command that ends others declares them all. */
export const COMMAND_END_EVENTS = [
  'agents.command-ended',
  'agents.command-cancelled',
  'agents.command-refused',
  'agents.command-settled',
] as const satisfies readonly AuditType[]

const EVENT_OF: Partial<Record<CommandTrigger, AuditType>> = {
  cancel: 'agents.command-cancelled',
  supersede: 'agents.command-cancelled',
  'confirm-cancel': 'agents.command-cancelled',
  refuse: 'agents.command-refused',
  abandon: 'agents.command-settled',
}

export interface Ending extends MoveDetails {
  trigger: CommandTrigger
  reason?: string | null
  /** True when what serves is what served before: the intent is then withdrawn. */
  liveUnchanged: boolean
}

/** Wakes the rollout of a deployment by the name of its job: agents knows nothing else of rollouts. */
export async function signalRollouts(tx: Db, subject: { workspaceId: string; deploymentId: string }): Promise<void> {
  const { workspaceId, deploymentId } = subject
  const options = { key: `rollouts.evaluate:${deploymentId}` }
  await jobQueue(tx).enqueue({ name: 'rollouts.evaluate' }, { workspaceId, deploymentId }, options)
}

/** The newest intent was this command's and it will not happen: a new generation says that the settled plan stays. */
async function withdrawIntent(tx: Db, command: CommandRow): Promise<void> {
  const desired = await lockDesired(tx, command.deploymentId)
  if (desired.generation !== command.generation) return
  const next = { ...desired, generation: desired.generation + 1n, planDigest: desired.settledPlanDigest }
  // Nothing has to be done for it: the settled plan already serves.
  await saveGeneration(tx, next)
  await saveDesired(tx, { ...next, settledGeneration: next.generation })
}

async function settle(tx: Db, command: CommandRow): Promise<void> {
  const desired = await lockDesired(tx, command.deploymentId)
  await tx.$executeRaw`UPDATE "PlanGeneration" SET "observedAt" = coalesce("observedAt", now())
    WHERE "deploymentId" = ${command.deploymentId}::uuid AND generation = ${command.generation}`
  if (desired.settledGeneration >= command.generation) return
  await saveDesired(tx, {
    ...desired,
    settledGeneration: command.generation,
    settledPlanDigest: command.planDigest,
  })
}

/**
 * Ends a command: state, event row, exactly one audit event, desired state and the wake-up of whoever waits for it, in the caller's
 * transaction. Null when another ending came first.
 */
export async function endCommand(
  tx: Db,
  audit: Audit,
  command: CommandRow,
  ending: Ending,
): Promise<CommandRow | null> {
  // The deployment's lock comes first everywhere, so that endings and new commands cannot wait for each other.
  await lockDesired(tx, command.deploymentId)
  const ended = await moveCommand(tx, command, ending.trigger, ending)
  if (ended === null) return null
  if (ended.state === 'SUCCEEDED') await settle(tx, ended)
  else if (ending.liveUnchanged) await withdrawIntent(tx, ended)
  await audit.record(EVENT_OF[ending.trigger] ?? 'agents.command-ended', {
    resources: [
      { kind: 'command', id: ended.id },
      { kind: 'deployment', id: ended.deploymentId },
      { kind: 'agent', id: ended.agentId },
    ],
    reason: ending.reason ?? null,
    environmentId: ended.environmentId,
    before: { state: command.state },
    after: { state: ended.state, code: ended.code },
    data: { fence: String(ended.fence), generation: String(ended.generation), planDigest: ended.planDigest },
  })
  await signalRollouts(tx, ended)
  await tx.$executeRaw`SELECT pg_notify('slipway_agent', ${ended.agentId})`
  return ended
}
