import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type FixedSampleResult, insufficient, invalid, type Method, ok, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { proportionProblem } from './proportion-problem'

const METHOD: Method<Assumption> = {
  method: 'planning.sampleSizeProportions',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Units per arm for a two-sided test of two proportions. Fleiss 1981, chapter 3: unpooled
 * (z_{1-alpha/2} + z_power)^2 (pA qA + pB qB)/d^2; pooled (z_{1-alpha/2} sqrt(2 p q) + z_power sqrt(pA qA + pB qB))^2/d^2.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE (a rate outside [0, 1]), ALPHA_OUT_OF_RANGE (alpha, power),
 * ZERO_DENOMINATOR (no effect to find), ZERO_VARIANCE (both rates 0 or 1).
 */
export function sampleSizeProportions({
  pA,
  pB,
  alpha,
  power,
  nullVariance,
}: {
  pA: number
  pB: number
  alpha: number
  power: number
  nullVariance: 'pooled' | 'unpooled'
}): FixedSampleResult<{ nPerArmExact: number; nPerArm: number }> {
  const problem = firstProblem(proportionProblem(pA, pB), alphaProblem(alpha, power))
  if (problem !== null) return refuse(METHOD, 0, problem)
  if (pA === pB) return invalid(METHOD, 0, 'ZERO_DENOMINATOR')
  const variance = pA * (1 - pA) + pB * (1 - pB)
  if (variance === 0) return insufficient(METHOD, 0, 'ZERO_VARIANCE')
  const middle = (pA + pB) / 2
  const varianceAtNull = nullVariance === 'pooled' ? 2 * middle * (1 - middle) : variance
  const zAlpha = -normalQuantile({ p: alpha / 2 })
  const zPower = normalQuantile({ p: power })
  const exact = ((zAlpha * Math.sqrt(varianceAtNull) + zPower * Math.sqrt(variance)) / (pB - pA)) ** 2
  return ok(METHOD, 0, { nPerArmExact: exact, nPerArm: Math.ceil(exact) })
}
