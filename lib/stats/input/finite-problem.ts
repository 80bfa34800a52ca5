import type { Problem } from '../result'

export function finiteProblem(...values: readonly number[]): Problem | null {
  return finiteListProblem(values)
}

/** The list form does not spread its argument, so it holds for millions of values. */
export function finiteListProblem(values: readonly number[]): Problem | null {
  for (const value of values) {
    if (!Number.isFinite(value)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
  }
  return null
}
