import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { pValuesProblem } from './p-values-problem'
import { rejectsAt } from './rejects-at'

const METHOD: Method = { method: 'multiplicity.holm', version: 1, assumptions: [] }

/**
 * Step-down adjustment that holds the family-wise error for goals declared in advance, under any dependence:
 * running maximum of (K - i + 1) p_(i). Holm 1979, Scand. J. Stat. 6. Results keep the order of the input.
 * Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE (a p-value outside [0, 1], or alpha).
 */
export function holm({
  pValues,
  alpha,
}: {
  pValues: readonly number[]
  alpha: number
}): Result<{ adjusted: number[]; rejected: boolean[] }> {
  const count = pValues.length
  const problem = firstProblem(pValuesProblem(pValues), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, count, problem)
  const adjusted = new Array<number>(count).fill(1)
  const ascending = pValues.map((p, index) => ({ p, index })).sort((x, y) => x.p - y.p)
  let running = 0
  ascending.forEach(({ p, index }, rank) => {
    running = Math.max(running, Math.min(1, (count - rank) * p))
    adjusted[index] = running
  })
  return ok(METHOD, count, { adjusted, rejected: adjusted.map((p) => rejectsAt(p, alpha)) })
}
