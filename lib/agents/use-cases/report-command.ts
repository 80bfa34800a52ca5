import { z } from 'zod'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { type CommandContext, defineCommand, unchanged } from '@/lib/server/operation'
import { isOpen } from '../domain/command-states'
import { endingByReceipt } from '../domain/ending-by-receipt'
import type { ReceiptPayload } from '../domain/receipt'
import { type CommandEventReport, commandEventsAnswerSchema, commandEventsBodySchema } from '../domain/wire'
import { COMMAND_END_EVENTS, endCommand } from '../end-command'
import { protocolError } from '../protocol-error'
import { type CommandRow, moveCommand } from '../store/commands'
import { lockDesired } from '../store/desired-state'
import { takeReceipt } from '../store/receipts'

const ENDINGS = ['SUCCEEDED', 'FAILED', 'REJECTED', 'CANCELLED']

function leaseLost() {
  return protocolError('lease_lost', 'This lease has ended. Poll again; do not act on this command.')
}

async function lockCommand(ctx: CommandContext, commandId: string): Promise<CommandRow> {
  const where = { id: commandId, agentId: ctx.principal.id }
  const found = z.uuid().safeParse(commandId).success ? await ctx.tx.command.findFirst({ where }) : null
  if (!found) throw notFound('command')
  await lockDesired(ctx.tx, found.deploymentId)
  return ctx.tx.command.findUniqueOrThrow({ where: { id: commandId } })
}

/**
 * `accepted` and `running` are claims to act, so they need the lease of this very session unless the receipt comes with them; repeated ones are
 * answered alike.
 */
async function takeProgress(
  ctx: CommandContext,
  row: CommandRow,
  event: CommandEventReport,
  epoch: bigint | null,
): Promise<CommandRow> {
  if (row.state === 'UNKNOWN') return row
  if (epoch !== null && row.leaseEpoch !== epoch) throw leaseLost()
  const trigger = event.state === 'ACCEPTED' ? 'accept' : 'start'
  const isRepeat = row.state === event.state || (event.state === 'ACCEPTED' && row.state === 'RUNNING')
  if (isRepeat) return row
  const moved = await moveCommand(ctx.tx, row, trigger, { code: event.code, detail: event.detail ?? event.phase })
  if (moved === null) throw leaseLost()
  return moved
}

async function takeEnding(
  ctx: CommandContext,
  row: CommandRow,
  event: CommandEventReport,
  receipt: ReceiptPayload | null,
): Promise<CommandRow> {
  if (receipt === null || receipt.commandId !== row.id || receipt.result !== event.state)
    throw new AppError('invalid', { message: 'The end of a command needs a receipt of the same command and result.' })
  const ending = endingByReceipt(row, receipt)
  const ended = await endCommand(ctx.tx, ctx.audit, row, { ...ending, detail: event.detail })
  if (ended === null) throw leaseLost()
  return ended
}

/** Accepted, running and the end of a command. A late receipt is stored in any case: it tells what happened. */
export const reportCommand = defineCommand({
  name: 'agents.report-command',
  permission: 'agents:operate',
  input: commandEventsBodySchema.extend({ commandId: z.string(), epoch: z.string() }),
  output: commandEventsAnswerSchema,
  audit: ['agents.receipt-recorded', ...COMMAND_END_EVENTS],
  async run(ctx, input) {
    let row = await lockCommand(ctx, input.commandId)
    const receipt = input.receipt === null ? null : await takeReceipt(ctx, input.receipt)
    const holdsLease = row.leaseToken === input.leaseToken
    const isLate = !isOpen(row.state) || !holdsLease
    if (isLate && receipt === null) throw leaseLost()
    if (!isLate) {
      for (const event of input.events) {
        if (!isOpen(row.state)) break
        row = ENDINGS.includes(event.state)
          ? await takeEnding(ctx, row, event, receipt)
          : await takeProgress(ctx, row, event, receipt === null ? BigInt(input.epoch) : null)
      }
      await ctx.notify('slipway_live', JSON.stringify({ workspaceId: ctx.workspace.id, room: 'agents' }))
    }
    return unchanged({ state: row.state, cancelRequested: row.cancelRequested })
  },
})
