import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type FixedSampleResult, invalid, type Method, ok, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { varianceProblem } from './variance-problem'

const METHOD: Method<Assumption> = {
  method: 'planning.sampleSizeMeans',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Rows per arm for a two-sided test of two means: 2 (z_{1-alpha/2} + z_power)^2 s^2/d^2, times 1 - rho^2 for a CUPED
 * covariate (Deng et al. 2013), times the design effect 1 + (m-1) ICC of clusters of m rows (Kish 1965).
 * Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE (alpha, power), ZERO_VARIANCE, ZERO_DENOMINATOR (no effect to find),
 * NUMERICAL_FAILURE (standard deviation < 0), WEIGHTS_INVALID (|rho| >= 1, m < 1, ICC outside [0, 1]).
 */
export function sampleSizeMeans({
  standardDeviation,
  effect,
  alpha,
  power,
  covariateCorrelation,
  clusterSize,
  intraclassCorrelation,
}: {
  standardDeviation: number
  effect: number
  alpha: number
  power: number
  covariateCorrelation: number
  clusterSize: number
  intraclassCorrelation: number
}): FixedSampleResult<{ nPerArmExact: number; nPerArm: number }> {
  const problem = firstProblem(
    finiteProblem(effect, covariateCorrelation, clusterSize, intraclassCorrelation),
    varianceProblem(standardDeviation),
    alphaProblem(alpha, power),
  )
  if (problem !== null) return refuse(METHOD, 0, problem)
  if (effect === 0) return invalid(METHOD, 0, 'ZERO_DENOMINATOR')
  const clustered = clusterSize >= 1 && intraclassCorrelation >= 0 && intraclassCorrelation <= 1
  if (!clustered || Math.abs(covariateCorrelation) >= 1) return invalid(METHOD, 0, 'WEIGHTS_INVALID')
  const z = normalQuantile({ p: power }) - normalQuantile({ p: alpha / 2 })
  const exact =
    2 *
    ((z * standardDeviation) / effect) ** 2 *
    (1 - covariateCorrelation ** 2) *
    (1 + (clusterSize - 1) * intraclassCorrelation)
  return ok(METHOD, 0, { nPerArmExact: exact, nPerArm: Math.ceil(exact) })
}
