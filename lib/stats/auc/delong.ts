import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import {
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  type Method,
  ok,
  refuse,
} from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { delongVariance } from './delong-variance'
import { placements, type ScoresByClass } from './placements'
import { scoresProblem } from './scores-problem'

const METHOD: Method<Assumption> = {
  method: 'auc.delong',
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
 * Area under the ROC curve, the chance that a positive outranks a negative. DeLong, DeLong and Clarke-Pearson 1988,
 * Biometrics 44. `interval` is clipped to [0, 1]; `logitInterval` (SE/(A(1-A)) on the logit) is the one to show near the
 * ends. Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE, NO_DATA, ONE_CLASS_ONLY, TOO_FEW_UNITS (fewer than two rows of a
 * class), ZERO_VARIANCE (perfect separation: the estimated variance is 0 and would pretend certainty).
 */
export function delong({ positives, negatives, alpha }: ScoresByClass & { alpha: number }): FixedSampleResult<{
  auc: number
  standardError: number
  interval: Interval
  logitInterval: Interval
}> {
  const n = { positives: positives.length, negatives: negatives.length }
  const problem = firstProblem(scoresProblem({ positives, negatives }), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const placed = placements({ positives, negatives })
  const auc = placed.auc
  const standardError = Math.sqrt(delongVariance(placed))
  if (standardError === 0 || auc <= 0 || auc >= 1) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const radius = -normalQuantile({ p: alpha / 2 }) * standardError
  const logit = Math.log(auc / (1 - auc))
  const logitRadius = radius / (auc * (1 - auc))
  return ok(METHOD, n, {
    auc,
    standardError,
    interval: { lower: Math.max(0, auc - radius), upper: Math.min(1, auc + radius) },
    logitInterval: { lower: logistic(logit - logitRadius), upper: logistic(logit + logitRadius) },
  })
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
