import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { lInfinityDistance } from './l-infinity-distance'

const METHOD: Method = {
  method: 'drift.lInfinityRobust',
  version: 1,
  assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS'],
}

/**
 * L-infinity distance less what sampling noise explains: max(0, L - sqrt(-ln(alpha/2)/2) sqrt((n + m)/(n m))), the
 * critical distance of the two-sample Kolmogorov-Smirnov test (Smirnov 1948).
 */
export function lInfinityRobust({
  ref,
  cur,
  alpha,
}: {
  ref: readonly number[]
  cur: readonly number[]
  alpha: number
}): Result<{ distance: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = firstProblem(histogramProblem({ ref, cur, integers: true }), alphaProblem(alpha))
  if (problem) return refuse(METHOD, n, problem)
  const noise = Math.sqrt(-0.5 * Math.log(alpha / 2)) * Math.sqrt((n.ref + n.cur) / (n.ref * n.cur))
  return ok(METHOD, n, { distance: Math.max(0, lInfinityDistance({ ref, cur }) - noise) })
}
