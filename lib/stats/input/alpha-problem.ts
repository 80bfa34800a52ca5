import type { Problem } from '../result'

/** Error rates, powers and quantile levels lie strictly between 0 and 1. */
export function alphaProblem(...levels: readonly number[]): Problem | null {
  for (const level of levels) {
    if (!Number.isFinite(level)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
    if (level <= 0 || level >= 1) return { status: 'invalid', reason: 'ALPHA_OUT_OF_RANGE' }
  }
  return null
}
