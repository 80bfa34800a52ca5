import { finiteProblem } from '../input/finite-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = {
  method: 'ratio.fromMoments',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL'],
}
const ROUNDING = 1e-9

export interface RatioEstimate {
  estimate: number
  /** Variance per unit: n SE^2. Compare two arms with `means.compare` on { n, mean: estimate, variance: unitVariance }. */
  unitVariance: number
  standardError: number
}

/**
 * Ratio of means R = M/D over randomisation units with the delta-method variance
 * (sM^2 - 2 R sMD + R^2 sD^2)/D^2 per unit. Deng, Knoblich and Lu 2018, KDD. Variances have divisor n - 1.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DATA, TOO_FEW_UNITS (n < 2), ZERO_DENOMINATOR, NUMERICAL_FAILURE
 * (variances and covariance that no data can have).
 */
export function fromMoments({
  n,
  meanM,
  meanD,
  varM,
  varD,
  covMD,
}: {
  n: number
  meanM: number
  meanD: number
  varM: number
  varD: number
  covMD: number
}): Result<RatioEstimate> {
  const problem = finiteProblem(n, meanM, meanD, varM, varD, covMD) ?? sizeProblem(n)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (varM < 0 || varD < 0) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n < 2) return insufficient(METHOD, n, 'TOO_FEW_UNITS')
  if (meanD === 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  const estimate = meanM / meanD
  const scale = varM + estimate * estimate * varD
  const linearised = scale - 2 * estimate * covMD
  if (linearised < -ROUNDING * scale) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  const unitVariance = Math.max(0, linearised) / (meanD * meanD)
  return ok(METHOD, n, { estimate, unitVariance, standardError: Math.sqrt(unitVariance / n) })
}
