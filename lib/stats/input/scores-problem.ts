import type { Problem } from '../result'
import { finiteListProblem } from './finite-list-problem'
import { firstProblem } from './first-problem'

/** Probabilities in [0, 1] with a 0/1 mark each (a label or a predicted class), at least one row. */
export function scoresProblem({
  scores,
  marks,
}: {
  scores: readonly number[]
  marks: readonly number[]
}): Problem | null {
  const outside = scores.some((score) => score < 0 || score > 1) || marks.some((mark) => mark !== 0 && mark !== 1)
  return firstProblem(
    finiteListProblem(scores),
    finiteListProblem(marks),
    scores.length !== marks.length ? { status: 'invalid', reason: 'LENGTH_MISMATCH' } : null,
    outside ? { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' } : null,
    scores.length === 0 ? { status: 'insufficient', reason: 'NO_DATA' } : null,
  )
}
