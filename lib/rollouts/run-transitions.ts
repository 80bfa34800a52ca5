import { AppError } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import { applyTransition } from './apply-transition'
import { decideRollout, type Transition } from './domain/decide-rollout'
import { isTerminal } from './domain/status'
import { asEngine } from './engine-principal'
import { gatherFacts } from './gather-facts'
import { type RolloutRow, toState } from './store'

const MAX_MOVES = 4

/** An approval that no longer holds at the moment of execution (stale, quorum lost, expired) ends the rollout; nothing was ordered yet. */
async function takeTransition(
  ctx: CommandContext,
  row: RolloutRow,
  transition: Transition,
  evidence: object | null,
): Promise<RolloutRow> {
  try {
    return await applyTransition(ctx, row, transition, null, evidence)
  } catch (error) {
    const isApprovalGone = row.status === 'PENDING' && error instanceof AppError && error.code === 'refused'
    if (!isApprovalGone) throw error
    const why = String(error.details['reason'] ?? 'refused').toUpperCase()
    return applyTransition(ctx, row, { to: 'CANCELLED', stepIndex: row.stepIndex, reason: why, effects: [] })
  }
}

/** Takes every transition that is due now, at most four in a row; answers the row as it then stands. */
export async function runTransitions(
  caller: CommandContext,
  start: RolloutRow,
): Promise<{ row: RolloutRow; moves: number }> {
  const ctx = asEngine(caller)
  let row = start
  let moves = 0
  while (moves < MAX_MOVES) {
    const state = toState(row)
    if (isTerminal(state.status)) break
    const { facts, evidence } = await gatherFacts(ctx.tx, row)
    const transition = decideRollout(state, facts)
    if (transition === null) break
    row = await takeTransition(ctx, row, transition, evidence)
    moves += 1
  }
  return { row, moves }
}
