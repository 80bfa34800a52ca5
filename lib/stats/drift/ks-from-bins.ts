import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { ksOfCounts } from './ks-of-counts'

const METHOD: Method = { method: 'drift.ksFromBins', version: 1, assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS'] }

/**
 * Kolmogorov-Smirnov D from bins, whatever the number of rows: |D - D of the rows| <= errorBound = max_b min(p_b, q_b).
 * p by the one-sample survival at n = round(NM/(N + M)) (Simard and L'Ecuyer 2011).
 */
export function ksFromBins({
  ref,
  cur,
}: {
  ref: readonly number[]
  cur: readonly number[]
}): Result<{ D: number; pValue: number; errorBound: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = histogramProblem({ ref, cur, integers: true })
  if (problem) return refuse(METHOD, n, problem)
  return ok(METHOD, n, ksOfCounts({ ref, cur }))
}
