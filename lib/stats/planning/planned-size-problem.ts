import { finiteProblem } from '../input/finite-problem'
import type { Problem } from '../result'

/** A planned size may be fractional (the exact answer of a formula) but must be positive. */
export function plannedSizeProblem(...sizes: readonly number[]): Problem | null {
  const problem = finiteProblem(...sizes)
  if (problem !== null) return problem
  if (sizes.some((size) => size < 0)) return { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
  return sizes.some((size) => size === 0) ? { status: 'insufficient', reason: 'NO_DATA' } : null
}
