import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import {
  type Assumption,
  type Count,
  type FixedSampleResult,
  type Interval,
  invalid,
  type Method,
  ok,
  refuse,
} from '../result'
import { findRoot } from '../special/find-root'
import { normalQuantile } from '../special/normal-quantile'

const METHOD: Method<Assumption> = {
  method: 'proportions.riskRatioKoopman',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

const LOG_LIMIT = 700

/**
 * Score interval of the ratio pB / pA: all r with |(pB^ - r pA^)/sqrt(pB qB/nB + r^2 pA qA/nA)| <= z, the proportions
 * being the maximum-likelihood estimates under pB = r pA. Koopman 1984, Biometrics 40.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, ZERO_DENOMINATOR (no success in A),
 * NUMERICAL_FAILURE.
 */
export function riskRatioKoopman({
  a,
  b,
  alpha,
}: {
  a: Count
  b: Count
  alpha: number
}): FixedSampleResult<{ estimate: number; interval: Interval }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(countProblem(a), countProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  if (a.successes === 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  const z = -normalQuantile({ p: alpha / 2 })
  const estimate = b.successes / b.n / (a.successes / a.n)
  // Searched in ln r: the ratio spans many orders of magnitude and its limits are multiplicative.
  const excess = (logRatio: number) => Math.abs(score(a, b, Math.exp(logRatio))) - z
  const centre = b.successes === 0 ? -LOG_LIMIT : Math.log(estimate)
  const lower = b.successes === 0 ? 0 : exponential(bracketedRoot(excess, centre, -1))
  const upper = exponential(bracketedRoot(excess, centre, 1))
  if (lower === null || upper === null) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  return ok(METHOD, n, { estimate, interval: { lower, upper } })
}

function bracketedRoot(f: (x: number) => number, centre: number, side: 1 | -1): number | null {
  let far = centre + side
  for (let width = 1; f(far) < 0; width *= 2) {
    if (Math.abs(far) > 2 * LOG_LIMIT) return null
    far += side * width
  }
  return findRoot({ f, lower: centre, upper: far, absoluteTolerance: 1e-14 })
}

function exponential(logarithm: number | null): number | null {
  return logarithm === null ? null : Math.exp(logarithm)
}

function score(a: Count, b: Count, ratio: number): number {
  const squareTerm = (a.n + b.n) * ratio
  const linear = b.n * ratio + b.successes + a.n + a.successes * ratio
  const constant = a.successes + b.successes
  // The smaller root 2c/(-b + sqrt(D)) without the cancellation of (-b - sqrt(D))/2a.
  const pA = Math.min(
    1,
    (2 * constant) / (linear + Math.sqrt(Math.max(0, linear * linear - 4 * squareTerm * constant))),
  )
  const pB = Math.min(1, ratio * pA)
  const variance = (pB * (1 - pB)) / b.n + (ratio * ratio * pA * (1 - pA)) / a.n
  const difference = b.successes / b.n - (ratio * a.successes) / a.n
  return difference === 0 ? 0 : difference / Math.sqrt(variance)
}
