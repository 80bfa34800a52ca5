import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type Count, type FixedSampleResult, type Interval, type Method, ok, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'

const METHOD: Method<Assumption> = {
  method: 'proportions.agrestiCaffo',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Interval of pB - pA: the Wald interval on (x+1)/(n+2), which may leave [-1, 1] in tiny arms.
 * Agresti and Caffo 2000, Am. Stat. 54.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function agrestiCaffo({
  a,
  b,
  alpha,
}: {
  a: Count
  b: Count
  alpha: number
}): FixedSampleResult<{ interval: Interval }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(countProblem(a), countProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const pA = (a.successes + 1) / (a.n + 2)
  const pB = (b.successes + 1) / (b.n + 2)
  const half = -normalQuantile({ p: alpha / 2 }) * Math.sqrt((pA * (1 - pA)) / (a.n + 2) + (pB * (1 - pB)) / (b.n + 2))
  return ok(METHOD, n, { interval: { lower: pB - pA - half, upper: pB - pA + half } })
}
