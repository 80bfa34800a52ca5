import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Alternative, insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import type { SequentialComparison } from './compare'
import { mixtureScaleValue } from './mixture-scale-value'
import { sequenceAt } from './sequence-at'
import { sidednessOf } from './sidedness'

const METHOD: Method = {
  method: 'sequential.compareEstimate',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SPLIT_PER_PHASE', 'ASYMPTOTIC_NORMAL'],
}

/**
 * The sequence of `compare` for any difference with an influence function and its standard error: combined phases (n =
 * effectiveN), AUC, HAC means. The caller answers for the burn-in, in units of its own (Waudby-Smith et al. 2021).
 */
export function compareEstimate({
  estimate,
  standardError,
  n,
  nStar,
  alpha,
  alternative,
}: {
  estimate: number
  standardError: number
  n: number
  nStar: number
  alpha: number
  alternative: Alternative
}): Result<SequentialComparison> {
  const problem = firstProblem(finiteProblem(estimate, standardError, n, nStar), alphaProblem(alpha))
  if (problem) return refuse(METHOD, n, problem)
  if (nStar <= 0 || n < 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (standardError < 0) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  if (alternative !== 'two-sided' && alpha >= 0.5) return invalid(METHOD, n, 'ALPHA_OUT_OF_RANGE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (standardError === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const g = mixtureScaleValue({ nStar, alpha, alternative: sidednessOf(alternative) })
  const point = sequenceAt({ estimate, standardError, n, g, alpha, alternative })
  if (point === null) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  return ok(METHOD, n, { estimate, standardError, g, ...point })
}
