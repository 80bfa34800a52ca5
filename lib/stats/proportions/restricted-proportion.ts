import type { Count } from '../result'
import { findRoot } from '../special/find-root'

/**
 * The maximum-likelihood pA when pB = pA + delta: the root of xB/(p+delta) - fB/(1-p-delta) + xA/p - fA/(1-p), which
 * falls strictly over the feasible interval, or its nearer end (Miettinen and Nurminen 1985, appendix I).
 * `null` when the root finder gives up.
 */
export function restrictedProportion({ a, b, delta }: { a: Count; b: Count; delta: number }): number | null {
  const lower = Math.max(0, -delta)
  const upper = Math.min(1, 1 - delta)
  if (lower >= upper) return lower
  const score = (p: number) =>
    term(b.successes, p + delta) -
    term(b.n - b.successes, 1 - p - delta) +
    term(a.successes, p) -
    term(a.n - a.successes, 1 - p)
  if (score(lower) <= 0) return lower
  if (score(upper) >= 0) return upper
  return findRoot({ f: score, lower, upper, absoluteTolerance: 1e-16 })
}

// A count of zero contributes nothing, also where its probability is zero.
function term(count: number, probability: number): number {
  if (count === 0) return 0
  return probability <= 0 ? Number.POSITIVE_INFINITY : count / probability
}
