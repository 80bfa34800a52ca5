import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { readAgentHealth } from '../agent-health'
import { readCommand } from '../command-facts'
import { commandActionInput, settleCommandOutput } from '../contract'
import { COMMAND_END_EVENTS, endCommand } from '../end-command'
import { lockDesired } from '../store/desired-state'

/** Gives up on a command that nobody can tell the end of. Success is never declared by hand. */
export const settleCommand = defineCommand({
  name: 'agents.settle-command',
  permission: 'rollouts:abort',
  input: commandActionInput,
  output: settleCommandOutput,
  audit: [...COMMAND_END_EVENTS],
  async run(ctx, { commandId, reason }) {
    const { agentId, deploymentId } = await readCommand(ctx.tx, ctx.workspace.id, commandId)
    const { status } = await readAgentHealth(ctx.tx, ctx.workspace.id, agentId)
    if (status === 'ONLINE')
      throw new AppError('refused', {
        message: 'The agent is online and will say what happened. Wait for its next report.',
      })
    await lockDesired(ctx.tx, deploymentId)
    const row = await ctx.tx.command.findUniqueOrThrow({ where: { id: commandId } })
    const seen = await ctx.tx.observedState.findUnique({ where: { deploymentId } })
    const liveUnchanged = row.fromPlanDigests.includes(seen?.planDigest ?? '')
    const ending = { trigger: 'abandon' as const, code: 'abandoned', reason, liveUnchanged }
    if ((await endCommand(ctx.tx, ctx.audit, row, ending)) === null)
      throw new AppError('conflict', {
        message: `Only a command whose end is unknown can be settled; this one is ${row.state}.`,
        details: { state: row.state },
      })
    return { id: commandId, state: 'FAILED' as const }
  },
})
