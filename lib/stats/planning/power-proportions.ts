import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import {
  type Alternative,
  type Assumption,
  type FixedSampleResult,
  insufficient,
  type Method,
  ok,
  refuse,
} from '../result'
import { normalCdf } from '../special/normal-cdf'
import { normalQuantile } from '../special/normal-quantile'
import { plannedSizeProblem } from './planned-size-problem'
import { proportionProblem } from './proportion-problem'

const METHOD: Method<Assumption> = {
  method: 'planning.powerProportions',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Power of a z test of two proportions, both tails when two-sided; s0 is the standard error under no effect (pooled by
 * the sizes, or unpooled), s1 the one under the planned effect: Phi((d - z s0)/s1) [+ Phi((-d - z s0)/s1)].
 * Fleiss 1981, chapter 3. Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, ZERO_VARIANCE.
 */
export function powerProportions({
  pA,
  pB,
  nA,
  nB,
  alpha,
  alternative,
  nullVariance,
}: {
  pA: number
  pB: number
  nA: number
  nB: number
  alpha: number
  alternative: Alternative
  nullVariance: 'pooled' | 'unpooled'
}): FixedSampleResult<{ power: number }> {
  const n = { a: nA, b: nB }
  const problem = firstProblem(proportionProblem(pA, pB), plannedSizeProblem(nA, nB), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const atEffect = Math.sqrt((pA * (1 - pA)) / nA + (pB * (1 - pB)) / nB)
  if (atEffect === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const pooled = (nA * pA + nB * pB) / (nA + nB)
  const atNull = nullVariance === 'pooled' ? Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB)) : atEffect
  const z = -normalQuantile({ p: alternative === 'two-sided' ? alpha / 2 : alpha })
  const greater = normalCdf({ x: (pB - pA - z * atNull) / atEffect })
  const less = normalCdf({ x: (pA - pB - z * atNull) / atEffect })
  const power = alternative === 'two-sided' ? greater + less : alternative === 'greater' ? greater : less
  return ok(METHOD, n, { power: Math.min(1, power) })
}
