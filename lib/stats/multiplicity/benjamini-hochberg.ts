import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { pValuesProblem } from './p-values-problem'
import { rejectsAt } from './rejects-at'

const METHOD: Method = { method: 'multiplicity.benjaminiHochberg', version: 1, assumptions: ['WEAK_DEPENDENCE'] }

/**
 * Step-up adjustment that holds the false discovery rate of exploratory lists at q: running minimum, from the largest,
 * of K p_(i)/i. Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57. Results keep the order of the input.
 * Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE (a p-value outside [0, 1], or q).
 */
export function benjaminiHochberg({
  pValues,
  q,
}: {
  pValues: readonly number[]
  q: number
}): Result<{ adjusted: number[]; rejected: boolean[] }> {
  const count = pValues.length
  const problem = firstProblem(pValuesProblem(pValues), alphaProblem(q))
  if (problem !== null) return refuse(METHOD, count, problem)
  const adjusted = new Array<number>(count).fill(1)
  const descending = pValues.map((p, index) => ({ p, index })).sort((x, y) => y.p - x.p)
  let running = 1
  descending.forEach(({ p, index }, fromLargest) => {
    running = Math.min(running, (count * p) / (count - fromLargest))
    adjusted[index] = running
  })
  return ok(METHOD, count, { adjusted, rejected: adjusted.map((p) => rejectsAt(p, q)) })
}
