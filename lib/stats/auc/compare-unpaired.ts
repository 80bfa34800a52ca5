import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { intervalAround } from '../means/interval-around'
import { tailProbability } from '../means/tail-probability'
import {
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  type Method,
  ok,
  refuse,
} from '../result'
import { delongVariance } from './delong-variance'
import { placements, type ScoresByClass } from './placements'
import { scoresProblem } from './scores-problem'

const METHOD: Method<Assumption> = {
  method: 'auc.compareUnpaired',
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
 * AUC of B minus AUC of A on different rows: t with (V1+V2)^2/(V1^2/(N1-1) + V2^2/(N2-1)) degrees of freedom, V the
 * DeLong variance and N all rows of an arm (DeLong et al. 1988; Robin et al. 2011, BMC Bioinformatics 12).
 * Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE, NO_DATA, ONE_CLASS_ONLY, TOO_FEW_UNITS, ZERO_VARIANCE.
 */
export function compareUnpaired({
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
  df: number
  pValue: number
  interval: Interval
}> {
  const rowsA = a.positives.length + a.negatives.length
  const rowsB = b.positives.length + b.negatives.length
  const n = { a: rowsA, b: rowsB }
  const problem = firstProblem(scoresProblem(a), scoresProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const placedA = placements(a)
  const placedB = placements(b)
  const varianceA = delongVariance(placedA)
  const varianceB = delongVariance(placedB)
  const variance = varianceA + varianceB
  if (variance === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const estimate = placedB.auc - placedA.auc
  const standardError = Math.sqrt(variance)
  const statistic = estimate / standardError
  const df = 1 / ((varianceA / variance) ** 2 / (rowsA - 1) + (varianceB / variance) ** 2 / (rowsB - 1))
  return ok(METHOD, n, {
    estimate,
    standardError,
    statistic,
    df,
    pValue: tailProbability({ statistic, df, alternative: 'two-sided' }),
    interval: intervalAround({ estimate, standardError, df, alpha, alternative: 'two-sided' }),
  })
}
