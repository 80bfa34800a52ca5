import type { Arm, Problem } from '../result'

const STABLE_FROM_STANDARD_ERRORS = 4

/**
 * A relative effect divides by the mean of A: undefined at 0, and not normal while that mean is within four of its
 * standard errors of 0 (Hayya, Armstrong and Gressis 1975). Show the absolute effect then.
 */
export function relativeProblem({ n, mean, variance }: Arm): Problem | null {
  if (mean === 0) return { status: 'invalid', reason: 'ZERO_DENOMINATOR' }
  if (Math.abs(mean) < STABLE_FROM_STANDARD_ERRORS * Math.sqrt(variance / n)) {
    return { status: 'invalid', reason: 'UNSTABLE_DENOMINATOR' }
  }
  return null
}
