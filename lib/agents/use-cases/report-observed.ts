import { z } from 'zod'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { readAgentView } from '../agent-view'
import { observedAnswerSchema, observedBodySchema } from '../domain/wire'
import { COMMAND_END_EVENTS } from '../end-command'
import { lockSession } from '../store/lease-commands'
import { takeReports } from '../store/observations'

/** What runs, between polls. It says nothing about open commands, so none is taken for untouched because of it. */
export const reportObserved = defineCommand({
  name: 'agents.report-observed',
  permission: 'agents:operate',
  input: observedBodySchema.extend({ epoch: z.string() }),
  output: observedAnswerSchema,
  audit: ['agents.observed-changed', ...COMMAND_END_EVENTS],
  async run(ctx, { observed, epoch }) {
    await lockSession(ctx.tx, ctx.principal.id, BigInt(epoch))
    const open = await ctx.tx.command.findMany({
      where: { agentId: ctx.principal.id, state: 'UNKNOWN' },
      select: { id: true },
    })
    await takeReports(ctx, { observed, runningIds: new Set(open.map((row) => row.id)) })
    const { observeMs } = await readAgentView(ctx.tx, ctx.principal.id)
    return unchanged({ serverTime: ctx.clock.now().toISOString(), observeMs })
  },
})
