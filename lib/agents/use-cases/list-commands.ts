import { defineQuery } from '@/lib/server/operation'
import { listCommandsInput, listCommandsOutput } from '../contract'
import { readCommands } from '../read-commands'

export const listCommands = defineQuery({
  name: 'agents.list-commands',
  permission: 'agents:read',
  input: listCommandsInput,
  output: listCommandsOutput,
  run: (ctx, input) => readCommands(ctx.db, ctx.workspace.id, input),
})
