import { alphaProblem } from '../input/alpha-problem'
import { armProblem } from '../input/arm-problem'
import { countProblem } from '../input/count-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { effectOnScale, type Scale } from '../means/effect-on-scale'
import { relativeProblem } from '../means/relative-problem'
import {
  type Alternative,
  type Arm,
  type Count,
  insufficient,
  invalid,
  type Method,
  ok,
  type Result,
  refuse,
} from '../result'
import { mixtureScaleValue } from './mixture-scale-value'
import { type SequencePoint, sequenceAt } from './sequence-at'
import { sidednessOf } from './sidedness'
import { isTuningUnchanged, type Tuning } from './tuning'

const METHOD: Method = {
  method: 'sequential.compare',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SPLIT_PER_PHASE', 'ASYMPTOTIC_NORMAL'],
}
const FEWEST_EVENTS = 50

export interface SequentialComparison extends SequencePoint {
  readonly estimate: number
  readonly standardError: number
  readonly g: number
}

/**
 * Always-valid comparison B - A of two means (Waudby-Smith et al. 2021, arXiv 2103.06476; Howard et al. 2021): valid at
 * every look, so it may be read and acted upon at any time. `nStar` is the planned total of both arms; `counts` marks a
 * proportion, which waits for 50 successes and failures per arm. Errors: BURN_IN before `burnIn` units per arm,
 * TUNING_CHANGED when `frozen` (the tuning of the first look) differs, ZERO_VARIANCE, ZERO_DENOMINATOR and
 * UNSTABLE_DENOMINATOR for relative effects.
 */
export function compare({
  a,
  b,
  scale,
  nStar,
  alpha,
  alternative,
  burnIn = 100,
  counts,
  frozen,
}: {
  a: Arm
  b: Arm
  scale: Scale
  nStar: number
  alpha: number
  alternative: Alternative
  burnIn?: number
  counts?: { readonly a: Count; readonly b: Count } | null
  frozen?: Tuning
}): Result<SequentialComparison> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(
    finiteProblem(nStar, burnIn),
    alphaProblem(alpha),
    armProblem(a),
    armProblem(b),
    ...(counts ? [countProblem(counts.a), countProblem(counts.b)] : []),
  )
  if (problem) return refuse(METHOD, n, problem)
  if (nStar <= 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (alternative !== 'two-sided' && alpha >= 0.5) return invalid(METHOD, n, 'ALPHA_OUT_OF_RANGE')
  const tuning = { scale, nStar, alpha, alternative, burnIn }
  if (frozen && !isTuningUnchanged(frozen, tuning)) return invalid(METHOD, n, 'TUNING_CHANGED')
  if (Math.min(a.n, b.n) < burnIn || (counts && fewestEvents(counts.a, counts.b) < FEWEST_EVENTS)) {
    return insufficient(METHOD, n, 'BURN_IN')
  }
  const unusable = scale === 'relative' ? relativeProblem(a) : null
  if (unusable) return refuse(METHOD, n, unusable)
  const { estimate, varianceFromA, varianceFromB } = effectOnScale({ a, b, scale })
  const standardError = Math.sqrt(varianceFromA + varianceFromB)
  if (standardError === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const g = mixtureScaleValue({ nStar, alpha, alternative: sidednessOf(alternative) })
  const point = sequenceAt({ estimate, standardError, n: a.n + b.n, g, alpha, alternative })
  if (point === null) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  return ok(METHOD, n, { estimate, standardError, g, ...point })
}

function fewestEvents(a: Count, b: Count): number {
  return Math.min(a.successes, a.n - a.successes, b.successes, b.n - b.successes)
}
