import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type FixedSampleResult, invalid, type Method, ok, refuse } from '../result'
import { plannedSizeProblem } from './planned-size-problem'
import { twoTailedPower } from './two-tailed-power'
import { varianceProblem } from './variance-problem'

const METHOD: Method<Assumption> = {
  method: 'planning.powerRelative',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Two-sided power for a relative effect e of a mean: SE^2 = s^2 (1 + (1+e)^2)/(n mean^2) (delta method; Deng, Knoblich
 * and Lu 2018). Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, ZERO_VARIANCE,
 * ZERO_DENOMINATOR (mean 0), NUMERICAL_FAILURE (negative variance).
 */
export function powerRelative({
  mean,
  variance,
  nPerArm,
  effect,
  alpha,
}: {
  mean: number
  variance: number
  nPerArm: number
  effect: number
  alpha: number
}): FixedSampleResult<{ power: number }> {
  const problem = firstProblem(
    finiteProblem(mean, effect),
    varianceProblem(variance),
    plannedSizeProblem(nPerArm),
    alphaProblem(alpha),
  )
  if (problem !== null) return refuse(METHOD, nPerArm, problem)
  if (mean === 0) return invalid(METHOD, nPerArm, 'ZERO_DENOMINATOR')
  const standardError = Math.sqrt((variance * (1 + (1 + effect) ** 2)) / nPerArm) / Math.abs(mean)
  return ok(METHOD, nPerArm, { power: twoTailedPower({ z: effect / standardError, alpha }) })
}
