import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type FixedSampleResult, type Method, ok, refuse } from '../result'
import { plannedSizeProblem } from './planned-size-problem'
import { twoTailedPower } from './two-tailed-power'

const METHOD: Method<Assumption> = {
  method: 'planning.powerStandardized',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Two-sided power for an effect in standard deviations (Cohen's d, or h of two proportions): z = d sqrt(n/2), n per arm.
 * Cohen 1988, Statistical Power Analysis, chapters 2 and 6.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function powerStandardized({
  effectSize,
  nPerArm,
  alpha,
}: {
  effectSize: number
  nPerArm: number
  alpha: number
}): FixedSampleResult<{ power: number }> {
  const problem = firstProblem(finiteProblem(effectSize), plannedSizeProblem(nPerArm), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, nPerArm, problem)
  return ok(METHOD, nPerArm, { power: twoTailedPower({ z: effectSize * Math.sqrt(nPerArm / 2), alpha }) })
}
