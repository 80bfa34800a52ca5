import { alphaProblem } from '../input/alpha-problem'
import { armProblem } from '../input/arm-problem'
import { firstProblem } from '../input/first-problem'
import {
  type Alternative,
  type Arm,
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  type Method,
  ok,
  refuse,
} from '../result'
import { effectOnScale, type Scale } from './effect-on-scale'
import { intervalAround } from './interval-around'
import { pooledVariance } from './pooled-variance'
import { relativeProblem } from './relative-problem'
import { tailProbability } from './tail-probability'

const METHOD: Method<Assumption> = {
  method: 'means.compare',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

export interface MeansComparison {
  estimate: number
  standardError: number
  /** `null` when the reference law is normal. */
  df: number | null
  statistic: number
  pValue: number
  interval: Interval
}

/**
 * Effect B - A of two means, absolute or relative to A, in the metric's unit or as a share. Welch 1947, Biometrika 34:
 * df = (vA+vB)^2/(vA^2/(nA-1) + vB^2/(nB-1)), v = s^2/n; `pooled` is Student's test, `normal` the large-sample one.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, TOO_FEW_UNITS (n < 2), ZERO_DENOMINATOR,
 * UNSTABLE_DENOMINATOR (relative), ZERO_VARIANCE (both arms constant), NUMERICAL_FAILURE (negative variance).
 */
export function compare({
  a,
  b,
  scale,
  alpha,
  alternative,
  reference,
}: {
  a: Arm
  b: Arm
  scale: Scale
  alpha: number
  alternative: Alternative
  reference: 'welch' | 'pooled' | 'normal'
}): FixedSampleResult<MeansComparison> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(armProblem(a), armProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const relative = scale === 'relative' ? relativeProblem(a) : null
  if (relative !== null) return refuse(METHOD, n, relative)
  if (a.variance === 0 && b.variance === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')

  const common = reference === 'pooled' ? pooledVariance({ a, b }) : null
  const { estimate, varianceFromA, varianceFromB } = effectOnScale(
    common === null ? { a, b, scale } : { a: { ...a, variance: common }, b: { ...b, variance: common }, scale },
  )
  const standardError = Math.sqrt(varianceFromA + varianceFromB)
  if (standardError === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const df = reference === 'welch' ? welchDf(a, b) : reference === 'pooled' ? a.n + b.n - 2 : null
  const statistic = estimate / standardError
  return ok(METHOD, n, {
    estimate,
    standardError,
    df,
    statistic,
    pValue: tailProbability({ statistic, df, alternative }),
    interval: intervalAround({ estimate, standardError, df, alpha, alternative }),
  })
}

// Divided by the larger part first, since squares of tiny variances underflow.
function welchDf(a: Arm, b: Arm): number {
  const largest = Math.max(a.variance / a.n, b.variance / b.n)
  const shareA = a.variance / a.n / largest
  const shareB = b.variance / b.n / largest
  return (shareA + shareB) ** 2 / (shareA ** 2 / (a.n - 1) + shareB ** 2 / (b.n - 1))
}
