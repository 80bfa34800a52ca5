import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { mixtureProblem } from '../input/mixture-problem'
import { type Interval, insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { pValueOf } from './p-value-of'

const METHOD: Method = { method: 'sequential.tMixture', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Always-valid t statistic of a regression coefficient (Lindon, Ham, Tingley and Bojinov 2022): r = g/(g+n),
 * ln E = ½ ln r + ½ (v+1)(ln(1 + t²/v) - ln(1 + r t²/v)). The interval is unbounded (null) while c <= r.
 */
export function tMixture({
  estimate,
  standardError,
  df,
  n,
  g,
  alpha,
}: {
  estimate: number
  standardError: number
  df: number
  n: number
  g: number
  alpha: number
}): Result<{ logE: number; pValue: number; interval: Interval }> {
  const problem = firstProblem(finiteProblem(estimate, standardError, df), mixtureProblem({ n, g, alpha }))
  if (problem) return refuse(METHOD, n, problem)
  if (standardError < 0) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  if (df <= 0) return insufficient(METHOD, n, 'TOO_FEW_UNITS')
  if (standardError === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const r = g / (g + n)
  const squared = (estimate / standardError) ** 2 / df
  const logE = 0.5 * Math.log(r) + 0.5 * (df + 1) * (Math.log1p(squared) - Math.log1p(r * squared))
  const c = (r * alpha ** 2) ** (1 / (df + 1))
  const radius = c <= r ? null : standardError * Math.sqrt((df * (1 - c)) / (c - r))
  const interval =
    radius === null ? { lower: null, upper: null } : { lower: estimate - radius, upper: estimate + radius }
  return ok(METHOD, n, { logE, pValue: pValueOf(logE), interval })
}
