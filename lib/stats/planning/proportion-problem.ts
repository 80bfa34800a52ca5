import { finiteProblem } from '../input/finite-problem'
import type { Problem } from '../result'

/** Planned rates lie in [0, 1]. */
export function proportionProblem(...rates: readonly number[]): Problem | null {
  const problem = finiteProblem(...rates)
  if (problem !== null) return problem
  return rates.every((rate) => rate >= 0 && rate <= 1) ? null : { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
}
