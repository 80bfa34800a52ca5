import { defineQuery } from '@/lib/server/operation'
import { listAgentsInput, listAgentsOutput } from '../contract'
import { readAgents } from '../reads'

export const listAgents = defineQuery({
  name: 'agents.list-agents',
  permission: 'agents:read',
  input: listAgentsInput,
  output: listAgentsOutput,
  run: (ctx, input) => readAgents(ctx.db, ctx.workspace.id, input),
})
