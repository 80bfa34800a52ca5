import { defineCommand } from '@/lib/server/operation'
import { cancelOpenCommand } from '../command-facts'
import { cancelCommandOutput, commandActionInput } from '../contract'
import { COMMAND_END_EVENTS } from '../end-command'

export const cancelCommand = defineCommand({
  name: 'agents.cancel-command',
  permission: 'rollouts:abort',
  input: commandActionInput,
  output: cancelCommandOutput,
  audit: ['agents.command-cancelled', ...COMMAND_END_EVENTS],
  async run(ctx, { commandId, reason }) {
    const answer = await cancelOpenCommand(ctx.tx, ctx.audit, { workspaceId: ctx.workspace.id, commandId, reason })
    return { id: commandId, ...answer }
  },
})
