import { alphaProblem } from '../input/alpha-problem'
import { type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = {
  method: 'quantiles.upperBoundMinimumN',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'EXACT'],
}

/**
 * Smallest sample whose maximum bounds the p-quantile from above with confidence 1 - alpha: ceil(ln alpha / ln p), 299
 * for a p99 at 95 %. Wilks 1941, Ann. Math. Stat. 12. Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE (p, alpha).
 */
export function upperBoundMinimumN({ p, alpha }: { p: number; alpha: number }): Result<{ n: number }> {
  const problem = alphaProblem(p, alpha)
  if (problem !== null) return refuse(METHOD, 0, problem)
  const exact = Math.log(alpha) / Math.log(p)
  // alpha = p^k gives an integer that a rounded logarithm may exceed by one bit.
  const nearest = Math.round(exact)
  const n = nearest >= 1 && Math.abs(exact - nearest) <= 1e-12 * exact ? nearest : Math.ceil(exact)
  return ok(METHOD, 0, { n })
}
