import { alphaProblem } from '../input/alpha-problem'
import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'multiplicity.eBh', version: 1, assumptions: [] }
const ROUNDING = 1e-12

/**
 * False discovery rate from e-values, under any dependence: reject the k largest, k = max{ k : e_(k) >= K/(k alpha) }.
 * Wang and Ramdas 2022, J. R. Stat. Soc. B 84. Results keep the order of the input.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE (a negative e-value), ALPHA_OUT_OF_RANGE.
 */
export function eBh({
  eValues,
  alpha,
}: {
  eValues: readonly number[]
  alpha: number
}): Result<{ rejected: boolean[] }> {
  const count = eValues.length
  const problem = firstProblem(finiteListProblem(eValues), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, count, problem)
  if (eValues.some((e) => e < 0)) return invalid(METHOD, count, 'COUNT_OUT_OF_RANGE')
  const descending = [...eValues].sort((x, y) => y - x)
  const lastIndex = descending.findLastIndex((e, index) => e * (index + 1) * alpha >= count * (1 - ROUNDING))
  const threshold = descending[lastIndex]
  return ok(METHOD, count, { rejected: eValues.map((e) => threshold !== undefined && e >= threshold) })
}
