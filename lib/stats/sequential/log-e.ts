import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { mixtureProblem } from '../input/mixture-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { logEValue } from './log-e-value'
import type { Sidedness } from './sidedness'

const METHOD: Method = { method: 'sequential.logE', version: 1, assumptions: ['ASYMPTOTIC_NORMAL'] }

/**
 * Logarithm of the e-value of a z score after n units (normal mixture of Robbins 1970; one-sided Howard et al. 2021). The
 * logarithm is what is stored: exp overflows. Without data it is 0.
 */
export function logE({
  z,
  n,
  g,
  alternative,
}: {
  z: number
  n: number
  g: number
  alternative: Sidedness
}): Result<{ logE: number }> {
  const problem = firstProblem(finiteProblem(z), mixtureProblem({ n, g }))
  if (problem?.status === 'invalid') return refuse(METHOD, n, problem)
  return ok(METHOD, n, { logE: n === 0 ? 0 : logEValue({ z, n, g, alternative }) })
}
