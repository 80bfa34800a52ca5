import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { sharesOf } from './shares-of'

const METHOD: Method = { method: 'drift.totalVariation', version: 1, assumptions: ['SHARED_BINS'] }

/** Total variation distance sum |p - q| / 2, in [0, 1]: the largest difference of the probability of any set of bins. */
export function totalVariation({
  ref,
  cur,
}: {
  ref: readonly number[]
  cur: readonly number[]
}): Result<{ distance: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = histogramProblem({ ref, cur, integers: false })
  if (problem) return refuse(METHOD, n, problem)
  const q = sharesOf(cur)
  const terms = sharesOf(ref).map((p, i) => Math.abs(p - (q[i] ?? 0)))
  return ok(METHOD, n, { distance: Math.min(1, compensatedSum(terms) / 2) })
}
