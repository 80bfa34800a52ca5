import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { findRoot } from '../special/find-root'
import { normalQuantile } from '../special/normal-quantile'
import { alwaysValidBoundary } from './always-valid-boundary'
import { plannedSizeProblem } from './planned-size-problem'
import { varianceProblem } from './variance-problem'

const METHOD: Method = {
  method: 'planning.csSampleSize',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SPLIT_PER_PHASE'],
}
const MAX_UNITS = 1e15

/**
 * Units of both arms at which `csPower` reaches the wanted power: the root of |effect| sqrt(n/V) - z(n) = z_power.
 * Howard et al. 2021, Ann. Stat. 49 (boundary). Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE (alpha,
 * power), NO_DATA (nStar 0), ZERO_VARIANCE, ZERO_DENOMINATOR (no effect to find), NUMERICAL_FAILURE (beyond 1e15 units).
 */
export function csSampleSize({
  effect,
  unitVariance,
  nStar,
  alpha,
  power,
}: {
  effect: number
  unitVariance: number
  nStar: number
  alpha: number
  power: number
}): Result<{ nTotalExact: number; nTotal: number }> {
  const problem = firstProblem(
    finiteProblem(effect),
    varianceProblem(unitVariance),
    plannedSizeProblem(nStar),
    alphaProblem(alpha, power),
  )
  if (problem !== null) return refuse(METHOD, 0, problem)
  if (effect === 0) return invalid(METHOD, 0, 'ZERO_DENOMINATOR')
  const boundary = alwaysValidBoundary({ nStar, alpha })
  const zPower = normalQuantile({ p: power })
  const surplus = (n: number) => Math.abs(effect) * Math.sqrt(n / unitVariance) - boundary(n) - zPower
  let lower = 1
  while (surplus(lower) > 0 && lower > 1e-12) lower /= 2
  let upper = 2 * lower
  while (surplus(upper) < 0 && upper < MAX_UNITS) upper *= 2
  const exact = findRoot({ f: surplus, lower, upper })
  if (exact === null) return invalid(METHOD, 0, 'NUMERICAL_FAILURE')
  return ok(METHOD, 0, { nTotalExact: exact, nTotal: Math.ceil(exact) })
}
