import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { chiSquareQuantile } from '../special/chi-square-quantile'
import { findRoot } from '../special/find-root'
import { nonCentralChiSquareSf } from './non-central-chi-square-sf'

const METHOD: Method = {
  method: 'drift.minimumDetectableJs',
  version: 1,
  assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL'],
}
// The Poisson mixture takes O(df) terms; more would hang the caller.
const MOST_CATEGORIES = 100_000

/**
 * Smallest Jensen-Shannon distance (base 2) that the chi-square test finds with the given power: the non-centrality
 * lambda with P(chi-square_df(lambda) > critical) = power (Cohen 1988, chapter 7), and sqrt(lambda / (8 ln 2 h)) with
 * h = NM/(N + M).
 */
export function minimumDetectableJs({
  df,
  n,
  m,
  alpha,
  power,
}: {
  df: number
  n: number
  m: number
  alpha: number
  power: number
}): Result<{ noncentrality: number; jsDistance: number }> {
  const sizes = { ref: n, cur: m }
  const problem = firstProblem(sizeProblem(df, n, m), alphaProblem(alpha, power))
  if (problem) return refuse(METHOD, sizes, problem)
  if (df < 1 || df > MOST_CATEGORIES) return invalid(METHOD, sizes, 'COUNT_OUT_OF_RANGE')
  if (n === 0 || m === 0) return insufficient(METHOD, sizes, 'NO_DATA')
  // Without any drift the test already rejects with probability alpha.
  if (power <= alpha) return ok(METHOD, sizes, { noncentrality: 0, jsDistance: 0 })
  const critical = chiSquareQuantile({ p: 1 - alpha, df })
  const gap = (lambda: number) => nonCentralChiSquareSf({ x: critical, df, lambda }) - power
  let upper = 1
  while (gap(upper) < 0 && upper < 1e6) upper *= 2
  const noncentrality = findRoot({ f: gap, lower: 0, upper })
  if (noncentrality === null) return invalid(METHOD, sizes, 'NUMERICAL_FAILURE')
  const effective = (n * m) / (n + m)
  return ok(METHOD, sizes, { noncentrality, jsDistance: Math.sqrt(noncentrality / (8 * Math.LN2 * effective)) })
}
