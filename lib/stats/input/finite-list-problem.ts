import type { Problem } from '../result'

/** Refuses a list that holds NaN or an infinity. The list is not spread, so it may hold millions of values. */
export function finiteListProblem(values: readonly number[]): Problem | null {
  for (const value of values) {
    if (!Number.isFinite(value)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
  }
  return null
}
