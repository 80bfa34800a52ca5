import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type Count, type FixedSampleResult, type Interval, type Method, ok, refuse } from '../result'
import { betaQuantile } from '../special/beta-quantile'

const METHOD: Method<Assumption> = {
  method: 'proportions.clopperPearson',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'EXACT', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Exact interval of one proportion: BetaInv(alpha/2; x, n-x+1) to BetaInv(1-alpha/2; x+1, n-x), 0 and 1 at the ends.
 * Clopper and Pearson 1934, Biometrika 26. Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function clopperPearson({
  successes,
  n,
  alpha,
}: Count & { alpha: number }): FixedSampleResult<{ estimate: number; interval: Interval }> {
  const problem = firstProblem(countProblem({ successes, n }), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const failures = n - successes
  const lower = successes === 0 ? 0 : betaQuantile({ p: alpha / 2, a: successes, b: failures + 1 })
  // The upper limit of the successes is one minus the lower limit of the failures; this keeps the small tail exact.
  const upper = failures === 0 ? 1 : 1 - betaQuantile({ p: alpha / 2, a: failures, b: successes + 1 })
  return ok(METHOD, n, { estimate: successes / n, interval: { lower, upper } })
}
