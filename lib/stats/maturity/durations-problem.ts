import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import type { Problem } from '../result'

/** Delays of arrived labels and ages of open predictions: one mark each, not negative. */
export function durationsProblem({
  durations,
  arrived,
}: {
  durations: readonly number[]
  arrived: readonly boolean[]
}): Problem | null {
  return firstProblem(
    finiteListProblem(durations),
    durations.length !== arrived.length ? { status: 'invalid', reason: 'LENGTH_MISMATCH' } : null,
    durations.some((duration) => duration < 0) ? { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' } : null,
    durations.length === 0 ? { status: 'insufficient', reason: 'NO_DATA' } : null,
  )
}
