import type { CommandContext } from '@/lib/server/operation'
import { applyTransition } from './apply-transition'
import { decideRollout } from './domain/decide-rollout'
import { isTerminal } from './domain/status'
import { gatherFacts } from './gather-facts'
import { type RolloutRow, toState } from './store'

const MAX_MOVES = 4

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
    row = await applyTransition(ctx, row, transition)
    moves += 1
  }
  return { row, moves }
}
