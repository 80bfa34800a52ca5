import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import type { Assumption } from '../result'
import { type Count, type FixedSampleResult, type Interval, type Method, ok, refuse } from '../result'
import { wilsonLimits } from './wilson-limits'

const METHOD: Method<Assumption> = {
  method: 'proportions.wilson',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Score interval of one proportion, the default for one proportion. Wilson 1927, JASA 22 (formula in wilson-limits).
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function wilson({
  successes,
  n,
  alpha,
}: Count & { alpha: number }): FixedSampleResult<{ estimate: number; interval: Interval }> {
  const problem = firstProblem(countProblem({ successes, n }), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  return ok(METHOD, n, { estimate: successes / n, interval: wilsonLimits({ successes, n, alpha }) })
}
