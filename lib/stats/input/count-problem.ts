import type { Count, Problem } from '../result'

/** Counts are safe integers with 0 <= successes <= n; no trial at all is a matter of waiting, not of wrong input. */
export function countProblem({ successes, n }: Count): Problem | null {
  if (!Number.isFinite(successes) || !Number.isFinite(n)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
  if (!Number.isSafeInteger(successes) || !Number.isSafeInteger(n) || successes < 0 || n < 0 || successes > n) {
    return { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
  }
  return n === 0 ? { status: 'insufficient', reason: 'NO_DATA' } : null
}
