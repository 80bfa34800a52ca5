import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { effectOnScale, type Scale } from '../means/effect-on-scale'
import { intervalAround } from '../means/interval-around'
import { relativeProblem } from '../means/relative-problem'
import {
  type Arm,
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  type Method,
  ok,
  type Problem,
  refuse,
} from '../result'
import { normalQuantile } from '../special/normal-quantile'

const METHOD: Method<Assumption> = {
  method: 'quantiles.compare',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/** A sample quantile with its order-statistic limits at the same alpha. */
export interface QuantileArm {
  readonly quantile: number
  readonly lower: number
  readonly upper: number
  readonly n: number
}

/**
 * Effect B - A of a quantile from the order-statistic limits of each arm: SE = (upper - lower)/(2z), combined as normal.
 * Price and Bonett 2002, J. Stat. Comput. Simul. 72.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, NUMERICAL_FAILURE (lower > upper),
 * ZERO_DENOMINATOR, UNSTABLE_DENOMINATOR (relative), ZERO_VARIANCE.
 */
export function compare({
  a,
  b,
  scale,
  alpha,
}: {
  a: QuantileArm
  b: QuantileArm
  scale: Scale
  alpha: number
}): FixedSampleResult<{ estimate: number; standardError: number; interval: Interval }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(quantileProblem(a), quantileProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const z = -normalQuantile({ p: alpha / 2 })
  const armA = asArm(a, z)
  const armB = asArm(b, z)
  const relative = scale === 'relative' ? relativeProblem(armA) : null
  if (relative !== null) return refuse(METHOD, n, relative)
  const { estimate, varianceFromA, varianceFromB } = effectOnScale({ a: armA, b: armB, scale })
  const standardError = Math.sqrt(varianceFromA + varianceFromB)
  if (standardError === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  return ok(METHOD, n, {
    estimate,
    standardError,
    interval: intervalAround({ estimate, standardError, df: null, alpha, alternative: 'two-sided' }),
  })
}

// n = 1 with variance SE^2: the estimate itself takes the place of a mean of one unit.
function asArm({ quantile, lower, upper }: QuantileArm, z: number): Arm {
  return { n: 1, mean: quantile, variance: ((upper - lower) / (2 * z)) ** 2 }
}

function quantileProblem({ quantile, lower, upper, n }: QuantileArm): Problem | null {
  const problem = finiteProblem(quantile, lower, upper) ?? sizeProblem(n)
  if (problem !== null) return problem
  if (lower > upper) return { status: 'invalid', reason: 'NUMERICAL_FAILURE' }
  return n === 0 ? { status: 'insufficient', reason: 'NO_DATA' } : null
}
