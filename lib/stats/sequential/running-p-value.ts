import { finiteListProblem } from '../input/finite-list-problem'
import { insufficient, type Method, ok, type Result, refuse } from '../result'
import { pValueOf } from './p-value-of'

const METHOD: Method = { method: 'sequential.runningPValue', version: 1, assumptions: ['EXACT'] }

/** Running minimum over looks of min(1, 1/E): the always-valid p at each look, which never rises (Johari et al. 2022). */
export function runningPValue({ logE }: { logE: readonly number[] }): Result<{ pValue: number[] }> {
  const problem = finiteListProblem(logE)
  if (problem) return refuse(METHOD, logE.length, problem)
  if (logE.length === 0) return insufficient(METHOD, 0, 'NO_DATA')
  let smallest = 1
  const pValue = logE.map((value) => {
    smallest = Math.min(smallest, pValueOf(value))
    return smallest
  })
  return ok(METHOD, logE.length, { pValue })
}
