import { finiteListProblem } from '../input/finite-list-problem'
import type { Problem } from '../result'

/** p-values are probabilities, ends included. */
export function pValuesProblem(pValues: readonly number[]): Problem | null {
  const problem = finiteListProblem(pValues)
  if (problem !== null) return problem
  return pValues.every((p) => p >= 0 && p <= 1) ? null : { status: 'invalid', reason: 'ALPHA_OUT_OF_RANGE' }
}
