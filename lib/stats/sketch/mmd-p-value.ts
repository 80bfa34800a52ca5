import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { insufficient, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'sketch.mmdPValue', version: 1, assumptions: ['INDEPENDENT_UNITS'] }
const FEWEST_BLOCKS = 40

/**
 * p-value of a discrepancy against those of reference blocks of similar size: (1 + #{null >= observed})/(1 + #null), the
 * upper tail (Phipson and Smyth 2010). Fewer than 40 blocks: TOO_FEW_ROWS.
 */
export function mmdPValue({
  observed,
  nullValues,
}: {
  observed: number
  nullValues: readonly number[]
}): Result<{ pValue: number }> {
  const n = nullValues.length
  const problem = firstProblem(finiteProblem(observed), finiteListProblem(nullValues))
  if (problem) return refuse(METHOD, n, problem)
  if (n < FEWEST_BLOCKS) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const asExtreme = nullValues.filter((value) => value >= observed).length
  return ok(METHOD, n, { pValue: (1 + asExtreme) / (1 + n) })
}
