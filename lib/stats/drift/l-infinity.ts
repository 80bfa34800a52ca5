import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { lInfinityDistance } from './l-infinity-distance'

const METHOD: Method = { method: 'drift.lInfinity', version: 1, assumptions: ['SHARED_BINS'] }

/** Chebyshev distance max |p - q| of the bin shares (Breck et al. 2019, Data validation for machine learning). */
export function lInfinity({
  ref,
  cur,
}: {
  ref: readonly number[]
  cur: readonly number[]
}): Result<{ distance: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = histogramProblem({ ref, cur, integers: false })
  if (problem) return refuse(METHOD, n, problem)
  return ok(METHOD, n, { distance: lInfinityDistance({ ref, cur }) })
}
