import { defineQuery } from '@/lib/server/operation'
import { getRolloutInput, rolloutDetailSchema } from '../contract'
import { STEP_RULES } from '../domain/decide-step'
import { readRollout } from '../reads'
import { getRolloutRow } from '../store'

export const getRollout = defineQuery({
  name: 'rollouts.get-rollout',
  permission: 'rollouts:read',
  input: getRolloutInput,
  output: rolloutDetailSchema,
  async run(ctx, { rolloutId }) {
    const row = await getRolloutRow(ctx.db, ctx.workspace.id, rolloutId)
    const [view, events, command] = await Promise.all([
      readRollout(ctx.db, row),
      ctx.db.rolloutEvent.findMany({
        where: { workspaceId: ctx.workspace.id, rolloutId },
        orderBy: { n: 'asc' },
        take: 500,
      }),
      row.commandId === null ? null : ctx.db.command.findUnique({ where: { id: row.commandId } }),
    ])
    return {
      ...view,
      rules: STEP_RULES.map(({ reason, label }) => ({ reason, label })),
      events: events.map(({ n, type, fromStatus, toStatus, stepIndex, reason, actorName, at }) => ({
        n,
        type,
        fromStatus,
        toStatus,
        stepIndex,
        reason,
        actorName,
        at: at.toISOString(),
      })),
      command: command
        ? {
            id: command.id,
            state: command.state,
            code: command.code,
            detail: command.detail,
            phase: command.phase,
            percent: command.percent,
          }
        : null,
    }
  },
})
