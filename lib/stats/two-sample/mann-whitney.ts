import { samplesProblem } from '../input/samples-problem'
import {
  type Alternative,
  type Assumption,
  type FixedSampleResult,
  insufficient,
  type Method,
  ok,
  refuse,
} from '../result'
import { normalCdf } from '../special/normal-cdf'
import { compensatedSum } from '../sums/compensated-sum'
import { mannWhitneyDistribution } from './mann-whitney-distribution'
import { pooledSteps } from './pooled-steps'

const METHOD: Method<Assumption> = {
  method: 'twoSample.mannWhitney',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}
const LARGEST_EXACT = 10_000

/**
 * Mann-Whitney U test (Mann and Whitney 1947). U and the alternative are about a: `greater` says that a tends to be
 * larger. `exact` ignores ties and runs while n m <= 10 000; beyond, and when `asymptotic`, mid-ranks, tie-corrected
 * variance and a continuity correction of 1/2.
 */
export function mannWhitney({
  a,
  b,
  alternative,
  method,
}: {
  a: readonly number[]
  b: readonly number[]
  alternative: Alternative
  method: 'exact' | 'asymptotic'
}): FixedSampleResult<{ U: number; pValue: number }> {
  const n = a.length
  const m = b.length
  const problem = samplesProblem({ a, b })
  if (problem) return refuse(METHOD, { a: n, b: m }, problem)
  const steps = pooledSteps({ a, b })
  const U = compensatedSum(steps.map(({ atA, atB, upToB }) => atA * (upToB - atB / 2)))
  const tested = { greater: U, less: n * m - U, 'two-sided': Math.max(U, n * m - U) }[alternative]
  const sides = alternative === 'two-sided' ? 2 : 1
  if (method === 'exact' && n * m <= LARGEST_EXACT) {
    const tail = mannWhitneyDistribution({ n, m }).subarray(Math.floor(tested))
    return ok(METHOD, { a: n, b: m }, { U, pValue: Math.min(1, sides * compensatedSum(tail)) })
  }
  const total = n + m
  const ties = compensatedSum(steps.map(({ atA, atB }) => (atA + atB) ** 3 - (atA + atB)))
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)))
  if (!(variance > 0)) return insufficient(METHOD, { a: n, b: m }, 'ZERO_VARIANCE')
  const z = (tested - (n * m) / 2 - 0.5) / Math.sqrt(variance)
  return ok(METHOD, { a: n, b: m }, { U, pValue: Math.min(1, sides * normalCdf({ x: -z })) })
}
