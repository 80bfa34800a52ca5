import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { alwaysValidBoundary } from './always-valid-boundary'
import { plannedSizeProblem } from './planned-size-problem'
import { varianceProblem } from './variance-problem'

const METHOD: Method = {
  method: 'planning.csMde',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SPLIT_PER_PHASE'],
}

/**
 * Smallest effect that a running confidence sequence would find now with the given power: (z(n) + z_power) SE, in the
 * unit of SE. Howard et al. 2021, Ann. Stat. 49 (boundary).
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE (alpha, power), NO_DATA, ZERO_VARIANCE,
 * NUMERICAL_FAILURE.
 */
export function csMde({
  standardError,
  n,
  nStar,
  alpha,
  power,
}: {
  standardError: number
  n: number
  nStar: number
  alpha: number
  power: number
}): Result<{ mde: number }> {
  const problem = firstProblem(varianceProblem(standardError), plannedSizeProblem(n, nStar), alphaProblem(alpha, power))
  if (problem !== null) return refuse(METHOD, n, problem)
  const z = alwaysValidBoundary({ nStar, alpha })(n) + normalQuantile({ p: power })
  return ok(METHOD, n, { mde: Math.max(0, z) * standardError })
}
