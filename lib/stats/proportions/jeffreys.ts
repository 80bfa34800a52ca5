import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type Count, type FixedSampleResult, type Interval, type Method, ok, refuse } from '../result'
import { betaQuantile } from '../special/beta-quantile'

const METHOD: Method<Assumption> = {
  method: 'proportions.jeffreys',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Equal-tailed interval of the posterior Beta(x + 1/2, n - x + 1/2). Brown, Cai and DasGupta 2001, Stat. Science 16.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function jeffreys({
  successes,
  n,
  alpha,
}: Count & { alpha: number }): FixedSampleResult<{ estimate: number; interval: Interval }> {
  const problem = firstProblem(countProblem({ successes, n }), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const a = successes + 0.5
  const b = n - successes + 0.5
  return ok(METHOD, n, {
    estimate: successes / n,
    interval: { lower: betaQuantile({ p: alpha / 2, a, b }), upper: 1 - betaQuantile({ p: alpha / 2, a: b, b: a }) },
  })
}
