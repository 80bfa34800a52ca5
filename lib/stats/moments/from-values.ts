import { finiteListProblem } from '../input/finite-list-problem'
import { type Method, ok, type Result, refuse } from '../result'
import type { Moments } from './moments'

const METHOD: Method = { method: 'moments.fromValues', version: 1, assumptions: [] }

/**
 * Moments of a list in one pass: delta = x - mean, mean += delta/n, m2 += delta (x - mean). Welford 1962, Technometrics 4.
 * No values give the neutral element {0, 0, 0}. Errors: NON_FINITE_INPUT.
 */
export function fromValues({ values }: { values: readonly number[] }): Result<Moments> {
  const problem = finiteListProblem(values)
  if (problem !== null) return refuse(METHOD, values.length, problem)
  let n = 0
  let mean = 0
  let m2 = 0
  for (const value of values) {
    n += 1
    const delta = value - mean
    mean += delta / n
    m2 += delta * (value - mean)
  }
  return ok(METHOD, n, { n, mean, m2 })
}
