import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { normalCdf } from '../special/normal-cdf'
import { alwaysValidBoundary } from './always-valid-boundary'
import { plannedSizeProblem } from './planned-size-problem'
import { varianceProblem } from './variance-problem'

const METHOD: Method = {
  method: 'planning.csPower',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SPLIT_PER_PHASE'],
}

/**
 * Power of a confidence sequence at n units of both arms: Phi(|effect| sqrt(n/V) - z(n)), V = n SE^2. Crossings before n
 * are ignored, so it is conservative. Howard et al. 2021, Ann. Stat. 49 (boundary).
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, ZERO_VARIANCE, NUMERICAL_FAILURE.
 */
export function csPower({
  n,
  effect,
  unitVariance,
  nStar,
  alpha,
}: {
  n: number
  effect: number
  unitVariance: number
  nStar: number
  alpha: number
}): Result<{ power: number }> {
  const problem = firstProblem(
    finiteProblem(effect),
    varianceProblem(unitVariance),
    plannedSizeProblem(n, nStar),
    alphaProblem(alpha),
  )
  if (problem !== null) return refuse(METHOD, n, problem)
  const boundary = alwaysValidBoundary({ nStar, alpha })
  return ok(METHOD, n, { power: normalCdf({ x: Math.abs(effect) * Math.sqrt(n / unitVariance) - boundary(n) }) })
}
