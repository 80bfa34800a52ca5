import { finiteProblem } from '../input/finite-problem'
import type { Problem } from '../result'

/** Nothing can be planned without variance, and a negative one contradicts itself. */
export function varianceProblem(variance: number): Problem | null {
  const problem = finiteProblem(variance)
  if (problem !== null) return problem
  if (variance < 0) return { status: 'invalid', reason: 'NUMERICAL_FAILURE' }
  return variance === 0 ? { status: 'insufficient', reason: 'ZERO_VARIANCE' } : null
}
