import { z } from 'zod'
import { type CommandContext, defineCommand, unchanged } from '@/lib/server/operation'
import { overdueTrigger } from '../domain/overdue-trigger'
import { COMMAND_END_EVENTS, endCommand, signalRollouts } from '../end-command'
import { readWaitReason } from '../read-wait-reason'
import { appendCommandEvent, type CommandRow, moveCommand } from '../store/commands'
import { lockDesired } from '../store/desired-state'

const ALERT_AFTER_MS = 120_000

async function databaseNowMs(ctx: CommandContext): Promise<number> {
  const [row] = await ctx.tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  return row?.now.getTime() ?? ctx.clock.now().getTime()
}

/** An unresolved command is shouted about once; only the agent or a person can resolve it. */
async function alertUnknown(ctx: CommandContext, row: CommandRow, nowMs: number): Promise<boolean> {
  const events = await ctx.tx.commandEvent.findMany({ where: { commandId: row.id }, orderBy: { n: 'desc' }, take: 1 })
  const last = events[0]
  if (!last || last.code === 'unresolved' || last.at.getTime() + ALERT_AFTER_MS > nowMs) return false
  await appendCommandEvent(ctx.tx, {
    commandId: row.id,
    state: 'UNKNOWN',
    code: 'unresolved',
    detail: 'nobody knows what happened for 2 min',
  })
  ctx.log.error({ commandId: row.id, agentId: row.agentId }, 'command unresolved')
  return true
}

async function sweep(ctx: CommandContext, row: CommandRow): Promise<boolean> {
  const nowMs = await databaseNowMs(ctx)
  if (row.state === 'UNKNOWN') return alertUnknown(ctx, row, nowMs)
  const trigger = overdueTrigger({
    state: row.state,
    nowMs,
    expiresAtMs: row.expiresAt.getTime(),
    leaseUntilMs: row.leaseUntil?.getTime() ?? null,
    acceptedAtMs: row.acceptedAt?.getTime() ?? null,
    startToCloseMs: row.startToCloseMs,
  })
  if (trigger === null) return false
  if (trigger === 'expire') {
    const code = (await readWaitReason(ctx.tx, row))?.reason ?? 'no_eligible_agent'
    return (await endCommand(ctx.tx, ctx.audit, row, { trigger, code, liveUnchanged: true })) !== null
  }
  const moved = await moveCommand(ctx.tx, row, trigger, {
    code: trigger === 'time-out' ? 'start_to_close' : 'lease_lost',
  })
  if (moved?.state === 'UNKNOWN') await signalRollouts(ctx.tx, moved)
  if (moved?.state === 'QUEUED') await ctx.notify('slipway_agent', moved.agentId)
  return moved !== null
}

/** Applies what time does to one open command: expiry, lost leases, overrun. */
export const sweepCommand = defineCommand({
  name: 'agents.sweep-command',
  permission: 'agents:operate',
  input: z.strictObject({ commandId: z.uuid() }),
  output: z.object({ changed: z.boolean() }),
  audit: [...COMMAND_END_EVENTS],
  async run(ctx, { commandId }) {
    const where = { id: commandId, workspaceId: ctx.workspace.id }
    const found = await ctx.tx.command.findFirst({ where })
    if (!found) return unchanged({ changed: false })
    await lockDesired(ctx.tx, found.deploymentId)
    const changed = await sweep(ctx, await ctx.tx.command.findUniqueOrThrow({ where: { id: commandId } }))
    if (changed) await ctx.notify('slipway_live', JSON.stringify({ workspaceId: ctx.workspace.id, room: 'agents' }))
    return unchanged({ changed })
  },
})
