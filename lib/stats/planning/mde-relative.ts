import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type FixedSampleResult, insufficient, invalid, type Method, ok, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { plannedSizeProblem } from './planned-size-problem'
import { varianceProblem } from './variance-problem'

const METHOD: Method<Assumption> = {
  method: 'planning.mdeRelative',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Smallest relative increase found with the given power at a planned size: the e with e/SE(e) = z_{1-alpha/2} + z_power,
 * SE as in `powerRelative` (Deng, Knoblich and Lu 2018). With k = (z sums)^2 s^2/(n mean^2) it is
 * (k + sqrt(2k - k^2))/(1 - k); from k = 1 on no effect is large enough.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE (alpha, power), NO_DATA, ZERO_VARIANCE,
 * ZERO_DENOMINATOR (mean 0), TOO_FEW_UNITS (k >= 1), NUMERICAL_FAILURE.
 */
export function mdeRelative({
  mean,
  variance,
  nPerArm,
  alpha,
  power,
}: {
  mean: number
  variance: number
  nPerArm: number
  alpha: number
  power: number
}): FixedSampleResult<{ mde: number }> {
  const problem = firstProblem(
    finiteProblem(mean),
    varianceProblem(variance),
    plannedSizeProblem(nPerArm),
    alphaProblem(alpha, power),
  )
  if (problem !== null) return refuse(METHOD, nPerArm, problem)
  if (mean === 0) return invalid(METHOD, nPerArm, 'ZERO_DENOMINATOR')
  const z = normalQuantile({ p: power }) - normalQuantile({ p: alpha / 2 })
  // A power below alpha/2 asks for less than nothing.
  if (z <= 0) return ok(METHOD, nPerArm, { mde: 0 })
  const k = ((z / mean) ** 2 * variance) / nPerArm
  if (k >= 1) return insufficient(METHOD, nPerArm, 'TOO_FEW_UNITS')
  return ok(METHOD, nPerArm, { mde: (k + Math.sqrt(2 * k - k * k)) / (1 - k) })
}
