import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type Count, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { normalCdf } from '../special/normal-cdf'

const METHOD: Method<Assumption> = {
  method: 'proportions.pooledZTest',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Two-sided test of pA = pB: (pB-pA)/sqrt(P Q (1/nA + 1/nB)), P the pooled proportion (Fleiss 1981, chapter 2).
 * With an expected cell below 5 use `table.fisherExact`.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DATA, ZERO_VARIANCE (no success, or no failure, in either arm).
 */
export function pooledZTest({ a, b }: { a: Count; b: Count }): FixedSampleResult<{ z: number; pValue: number }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(countProblem(a), countProblem(b))
  if (problem !== null) return refuse(METHOD, n, problem)
  const successes = a.successes + b.successes
  const total = a.n + b.n
  if (successes === 0 || successes === total) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  // Failures are counted, not taken as one minus a share next to 1; of the two the rarer ones tell the difference.
  const variance = (successes / total) * ((total - successes) / total)
  const failureShare = ({ n, successes }: Count) => (n - successes) / n
  const difference = 2 * successes > total ? failureShare(a) - failureShare(b) : b.successes / b.n - a.successes / a.n
  const z = difference / Math.sqrt(variance * (1 / a.n + 1 / b.n))
  return ok(METHOD, n, { z, pValue: 2 * normalCdf({ x: -Math.abs(z) }) })
}
