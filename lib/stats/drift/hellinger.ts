import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { sharesOf } from './shares-of'

const METHOD: Method = { method: 'drift.hellinger', version: 1, assumptions: ['SHARED_BINS'] }

/** Hellinger distance sqrt(max(0, 1 - sum sqrt(p q))), in [0, 1] (Hellinger 1909). */
export function hellinger({
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
  // (sqrt p - sqrt q)²/2 summed equals 1 - sum sqrt(pq), without its cancellation for nearly equal shares.
  const terms = sharesOf(ref).map((p, i) => (Math.sqrt(p) - Math.sqrt(q[i] ?? 0)) ** 2 / 2)
  return ok(METHOD, n, { distance: Math.min(1, Math.sqrt(compensatedSum(terms))) })
}
