import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { getCommandInput, getCommandOutput } from '../contract'
import { toCommandItem } from '../read-commands'

/** A command with every state it went through. */
export const getCommand = defineQuery({
  name: 'agents.get-command',
  permission: 'agents:read',
  input: getCommandInput,
  output: getCommandOutput,
  async run(ctx, { commandId }) {
    const row = await ctx.db.command.findFirst({ where: { id: commandId, workspaceId: ctx.workspace.id } })
    if (!row) throw notFound('command')
    const events = await ctx.db.commandEvent.findMany({ where: { commandId }, orderBy: { n: 'asc' } })
    return {
      ...(await toCommandItem(ctx.db, row)),
      events: events.map(({ n, state, code, detail, at }) => ({ n, state, code, detail, at: at.toISOString() })),
    }
  },
})
