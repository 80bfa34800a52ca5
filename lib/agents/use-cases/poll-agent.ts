import { z } from 'zod'
import { databaseNow } from '@/lib/server/database-now'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { readAgentView } from '../agent-view'
import { type PollAnswer, pollAnswerSchema, pollBodySchema } from '../domain/wire'
import { COMMAND_END_EVENTS } from '../end-command'
import { envelopeFromBytes } from '../store/envelope-bytes'
import { keepLeases, leaseCommands, lockSession } from '../store/lease-commands'
import { noteSpool } from '../store/note-spool'
import { takeReports } from '../store/observations'

/** Pause before the next poll after one that was held to its end: long enough not to spin, short enough not to be felt. */
const NEXT_POLL_MS = 20

/**
 * One look of a long poll: takes the report, renews leases, leases what is ready. Holding the request is the route's business; no
 * transaction stays open meanwhile.
 */
export const pollAgent = defineCommand({
  name: 'agents.poll',
  permission: 'agents:operate',
  input: pollBodySchema.extend({ epoch: z.string() }),
  output: pollAnswerSchema,
  audit: ['agents.observed-changed', ...COMMAND_END_EVENTS],
  async run(ctx, input) {
    const agentId = ctx.principal.id
    const epoch = BigInt(input.epoch)
    await lockSession(ctx.tx, agentId, epoch)
    if (input.spool !== undefined) await noteSpool(ctx.tx, agentId, input.spool)
    await keepLeases(ctx.tx, agentId, epoch, input.running)
    const runningIds = new Set(input.running.map((entry) => entry.commandId))
    await takeReports(ctx, { observed: input.observed, runningIds })
    const leased = await leaseCommands(ctx.tx, agentId, epoch)
    const view = await readAgentView(ctx.tx, agentId)
    const isNews = view.cursor !== input.cursor
    if (leased.length > 0)
      await ctx.notify('slipway_live', JSON.stringify({ workspaceId: ctx.workspace.id, room: 'agents' }))
    const answer: PollAnswer = {
      // Commands begin and end by PostgreSQL's clock, so the agent is told that one.
      serverTime: (await databaseNow(ctx.tx)).toISOString(),
      cursor: view.cursor,
      desired: isNews ? view.desired : [],
      commands: leased.flatMap((row) =>
        row.leaseToken === null ? [] : [{ leaseToken: row.leaseToken, envelope: envelopeFromBytes(row.envelope) }],
      ),
      cancel: isNews ? view.cancel : [],
      capture: isNews ? view.capture : [],
      nextPollMs: isNews || leased.length > 0 ? 0 : NEXT_POLL_MS,
      observeMs: view.observeMs,
    }
    return unchanged(answer)
  },
})
