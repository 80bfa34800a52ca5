import type { Arm, Problem } from '../result'

/** An arm needs two units before it has a variance; a negative variance contradicts itself. */
export function armProblem({ n, mean, variance }: Arm): Problem | null {
  if (!Number.isFinite(n) || !Number.isFinite(mean) || !Number.isFinite(variance)) {
    return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
  }
  if (!Number.isSafeInteger(n) || n < 0) return { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
  if (variance < 0) return { status: 'invalid', reason: 'NUMERICAL_FAILURE' }
  if (n === 0) return { status: 'insufficient', reason: 'NO_DATA' }
  return n < 2 ? { status: 'insufficient', reason: 'TOO_FEW_UNITS' } : null
}
