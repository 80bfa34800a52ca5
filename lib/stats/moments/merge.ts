import { type Method, ok, type Result, refuse } from '../result'
import type { Moments } from './moments'
import { momentsProblem } from './moments-problem'

const METHOD: Method = { method: 'moments.merge', version: 1, assumptions: [] }

/**
 * Moments of both samples together: m2 = m2A + m2B + d^2 nA nB / n, d = meanB - meanA.
 * Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances".
 * Associative, commutative, {0, 0, 0} neutral. Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NUMERICAL_FAILURE (m2 < 0).
 */
export function merge({ a, b }: { a: Moments; b: Moments }): Result<Moments> {
  const problem = momentsProblem(a) ?? momentsProblem(b)
  const n = a.n + b.n
  if (problem !== null) return refuse(METHOD, n, problem)
  if (a.n === 0) return ok(METHOD, n, { n: b.n, mean: b.mean, m2: b.m2 })
  if (b.n === 0) return ok(METHOD, n, { n: a.n, mean: a.mean, m2: a.m2 })
  const delta = b.mean - a.mean
  return ok(METHOD, n, {
    n,
    mean: a.mean + (delta * b.n) / n,
    m2: a.m2 + b.m2 + delta * delta * ((a.n * b.n) / n),
  })
}
