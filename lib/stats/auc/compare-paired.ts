import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { intervalAround } from '../means/interval-around'
import { tailProbability } from '../means/tail-probability'
import {
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  invalid,
  type Method,
  ok,
  refuse,
} from '../result'
import { delongVariance } from './delong-variance'
import { placements, type ScoresByClass } from './placements'
import { scoresProblem } from './scores-problem'

const METHOD: Method<Assumption> = {
  method: 'auc.comparePaired',
  version: 1,
  assumptions: [
    'INDEPENDENT_UNITS',
    'ASYMPTOTIC_NORMAL',
    'MATURED_COHORT',
    'LABELS_NOT_SELECTIVE',
    'FIXED_SAMPLE_ONLY',
  ],
}

/**
 * AUC of B minus AUC of A on the same rows in the same order (shadow traffic): the variance is that of the row-by-row
 * differences of V10 and V01, so the correlation of both models counts. DeLong, DeLong and Clarke-Pearson 1988.
 * Errors: LENGTH_MISMATCH, NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE, NO_DATA, ONE_CLASS_ONLY, TOO_FEW_UNITS, ZERO_VARIANCE.
 */
export function comparePaired({
  a,
  b,
  alpha,
}: {
  a: ScoresByClass
  b: ScoresByClass
  alpha: number
}): FixedSampleResult<{
  estimate: number
  standardError: number
  statistic: number
  pValue: number
  interval: Interval
}> {
  const n = { positives: a.positives.length, negatives: a.negatives.length }
  if (a.positives.length !== b.positives.length || a.negatives.length !== b.negatives.length) {
    return invalid(METHOD, n, 'LENGTH_MISMATCH')
  }
  const problem = firstProblem(scoresProblem(a), scoresProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const placedA = placements(a)
  const placedB = placements(b)
  const estimate = placedB.auc - placedA.auc
  const standardError = Math.sqrt(
    delongVariance({
      positives: placedB.positives.map((value, row) => value - (placedA.positives[row] ?? 0)),
      negatives: placedB.negatives.map((value, row) => value - (placedA.negatives[row] ?? 0)),
    }),
  )
  if (standardError === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const statistic = estimate / standardError
  return ok(METHOD, n, {
    estimate,
    standardError,
    statistic,
    pValue: tailProbability({ statistic, df: null, alternative: 'two-sided' }),
    interval: intervalAround({ estimate, standardError, df: null, alpha, alternative: 'two-sided' }),
  })
}
