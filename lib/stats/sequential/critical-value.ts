import { mixtureProblem } from '../input/mixture-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { criticalZ } from './critical-z'
import type { Sidedness } from './sidedness'

const METHOD: Method = { method: 'sequential.criticalValue', version: 1, assumptions: ['ASYMPTOTIC_NORMAL'] }

/**
 * Number of standard errors at which an always-valid sequence rejects after n units of both arms: two-sided
 * sqrt((1 + g/n) ln((1 + n/g)/alpha²)) (Robbins 1970), one-sided the root of ln E = -ln alpha (Howard et al. 2021).
 */
export function criticalValue({
  n,
  g,
  alpha,
  alternative,
}: {
  n: number
  g: number
  alpha: number
  alternative: Sidedness
}): Result<{ z: number }> {
  const problem = mixtureProblem({ n, g, alpha })
  if (problem) return refuse(METHOD, n, problem)
  const z = criticalZ({ n, g, alpha, alternative })
  return z === null ? invalid(METHOD, n, 'NUMERICAL_FAILURE') : ok(METHOD, n, { z })
}
