import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { mixtureScaleValue } from './mixture-scale-value'
import type { Sidedness } from './sidedness'

const METHOD: Method = { method: 'sequential.mixtureScale', version: 1, assumptions: ['ASYMPTOTIC_NORMAL'] }

/**
 * Scale g of the normal mixture that makes the confidence sequence tightest at the planned total N* (Waudby-Smith, Arbour,
 * Sinha, Kennedy, Ramdas 2021, arXiv 2103.06476; Howard, Ramdas, McAuliffe, Sekhon 2021). Unit: randomisation units of
 * both arms together. One-sided sequences need alpha < 1/2.
 */
export function mixtureScale({
  nStar,
  alpha,
  alternative,
}: {
  nStar: number
  alpha: number
  alternative: Sidedness
}): Result<{ g: number }> {
  const problem = firstProblem(finiteProblem(nStar), alphaProblem(alpha))
  if (problem) return refuse(METHOD, 0, problem)
  if (nStar <= 0) return invalid(METHOD, 0, 'COUNT_OUT_OF_RANGE')
  if (alternative === 'one-sided' && alpha >= 0.5) return invalid(METHOD, 0, 'ALPHA_OUT_OF_RANGE')
  return ok(METHOD, nStar, { g: mixtureScaleValue({ nStar, alpha, alternative }) })
}
