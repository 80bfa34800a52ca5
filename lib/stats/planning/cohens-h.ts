import { type Method, ok, type Result, refuse } from '../result'
import { proportionProblem } from './proportion-problem'

const METHOD: Method = { method: 'planning.cohensH', version: 1, assumptions: [] }

/**
 * Effect size of two proportions on the arcsine scale, 2 asin sqrt(pB) - 2 asin sqrt(pA), in radians.
 * Cohen 1988, Statistical Power Analysis, chapter 6. Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE.
 */
export function cohensH({ pA, pB }: { pA: number; pB: number }): Result<{ h: number }> {
  const problem = proportionProblem(pA, pB)
  if (problem !== null) return refuse(METHOD, 0, problem)
  return ok(METHOD, 0, { h: 2 * Math.asin(Math.sqrt(pB)) - 2 * Math.asin(Math.sqrt(pA)) })
}
