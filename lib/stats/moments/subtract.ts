import { invalid, type Method, ok, type Result, refuse } from '../result'
import type { Moments } from './moments'
import { momentsProblem } from './moments-problem'

const METHOD: Method = { method: 'moments.subtract', version: 1, assumptions: [] }
const ROUNDING = 1e-9

/**
 * The remainder of `whole` without `part`: the equations of `merge` (Chan, Golub and LeVeque 1979) solved for the other
 * side. A sum of squares negative by no more than 1e-9 of its scale is rounding and becomes 0.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE (part larger than whole), NUMERICAL_FAILURE (part was never in whole).
 */
export function subtract({ whole, part }: { whole: Moments; part: Moments }): Result<Moments> {
  const problem = momentsProblem(whole) ?? momentsProblem(part)
  const n = whole.n - part.n
  if (problem !== null) return refuse(METHOD, n, problem)
  if (n < 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (n === 0) return ok(METHOD, n, { n: 0, mean: 0, m2: 0 })
  if (part.n === 0) return ok(METHOD, n, { n, mean: whole.mean, m2: whole.m2 })
  const mean = whole.mean + ((whole.mean - part.mean) * part.n) / n
  const delta = part.mean - mean
  const between = delta * delta * ((n * part.n) / whole.n)
  const m2 = whole.m2 - part.m2 - between
  if (m2 < -ROUNDING * Math.max(whole.m2, part.m2, between)) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  // One value has no spread: whatever is left is rounding.
  return ok(METHOD, n, { n, mean, m2: n === 1 ? 0 : Math.max(0, m2) })
}
