import { cancelRequest } from '@/lib/approvals/door'
import { AppError } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import { applyTransition } from './apply-transition'
import { decideRollout, type Transition } from './domain/decide-rollout'
import { isTerminal } from './domain/status'
import { gatherFacts } from './gather-facts'
import { type RolloutRow, toState } from './store'

const MAX_MOVES = 4

/** An approval that no longer holds at the moment of execution (stale, quorum lost, expired) ends the rollout; nothing was ordered yet. */
async function takeTransition(ctx: CommandContext, row: RolloutRow, transition: Transition): Promise<RolloutRow> {
  try {
    return await applyTransition(ctx, row, transition)
  } catch (error) {
    const isApprovalGone = row.status === 'PENDING' && error instanceof AppError && error.code === 'refused'
    if (!isApprovalGone) throw error
    const why = String(error.details['reason'] ?? 'refused').toUpperCase()
    if (row.changeRequestId !== null)
      await cancelRequest(ctx.tx, ctx.audit, {
        workspaceId: row.workspaceId,
        changeRequestId: row.changeRequestId,
        because: 'cancelled',
        reason: error.message,
      })
    return applyTransition(ctx, row, { to: 'CANCELLED', stepIndex: row.stepIndex, reason: why, effects: [] })
  }
}

/** Takes every transition that is due now, at most four in a row; answers the row as it then stands. */
export async function runTransitions(
  ctx: CommandContext,
  start: RolloutRow,
): Promise<{ row: RolloutRow; moves: number }> {
  let row = start
  let moves = 0
  while (moves < MAX_MOVES) {
    const state = toState(row)
    if (isTerminal(state.status)) break
    const transition = decideRollout(state, await gatherFacts(ctx.tx, row))
    if (transition === null) break
    row = await takeTransition(ctx, row, transition)
    moves += 1
  }
  return { row, moves }
}
