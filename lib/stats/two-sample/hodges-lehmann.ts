import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { samplesProblem } from '../input/samples-problem'
import { type Assumption, type FixedSampleResult, type Interval, type Method, ok, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { kthDifference } from './kth-difference'
import { mannWhitneyDistribution } from './mann-whitney-distribution'

const METHOD: Method<Assumption> = {
  method: 'twoSample.hodgesLehmann',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}
const LARGEST_EXACT = 10_000

/**
 * Shift of a against b: the median of all a_i - b_j, with the limits d_(k) and d_(nm+1-k), k = max(1, alpha/2 quantile of
 * the Wilcoxon statistic) (Hodges and Lehmann 1963). Exact quantile while n m <= 10 000, normal beyond. O((n+m) log).
 */
export function hodgesLehmann({
  a,
  b,
  alpha,
}: {
  a: readonly number[]
  b: readonly number[]
  alpha: number
}): FixedSampleResult<{ estimate: number; interval: Interval }> {
  const n = a.length
  const m = b.length
  const problem = firstProblem(samplesProblem({ a, b }), alphaProblem(alpha))
  if (problem) return refuse(METHOD, { a: n, b: m }, problem)
  const left = Float64Array.from(a).sort()
  const right = Float64Array.from(b).sort()
  const pairs = n * m
  const at = (k: number) => kthDifference({ a: left, b: right, k })
  const half = Math.floor(pairs / 2)
  const estimate = pairs % 2 === 1 ? at(half + 1) : (at(half) + at(half + 1)) / 2
  const k = Math.max(1, wilcoxonQuantile({ p: alpha / 2, n, m }))
  return ok(METHOD, { a: n, b: m }, { estimate, interval: { lower: at(k), upper: at(pairs + 1 - k) } })
}

// Smallest u with P(U <= u) >= p.
function wilcoxonQuantile({ p, n, m }: { p: number; n: number; m: number }): number {
  if (n * m > LARGEST_EXACT) {
    const deviation = Math.sqrt((n * m * (n + m + 1)) / 12)
    return Math.ceil((n * m) / 2 + normalQuantile({ p }) * deviation - 0.5)
  }
  let cumulative = 0
  for (const [u, probability] of mannWhitneyDistribution({ n, m }).entries()) {
    cumulative += probability
    if (cumulative >= p * (1 - 1e-12)) return u
  }
  return n * m
}
