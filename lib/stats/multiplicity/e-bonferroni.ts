import { alphaProblem } from '../input/alpha-problem'
import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'multiplicity.eBonferroni', version: 1, assumptions: [] }
const ROUNDING = 1e-12

/**
 * Family-wise error from e-values kept as logarithms: reject where E >= K/alpha. This is how any of K guardrails fires a
 * rollback. Vovk and Wang 2021, Ann. Stat. 49. Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE.
 */
export function eBonferroni({
  logE,
  alpha,
}: {
  logE: readonly number[]
  alpha: number
}): Result<{ rejected: boolean[] }> {
  const count = logE.length
  const problem = firstProblem(finiteListProblem(logE), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, count, problem)
  const threshold = Math.log(count / alpha)
  return ok(METHOD, count, { rejected: logE.map((value) => value >= threshold - ROUNDING) })
}
