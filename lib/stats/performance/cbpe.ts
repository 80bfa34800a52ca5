import { scoresProblem } from '../input/scores-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { expectedAuroc } from './expected-auroc'

const METHOD: Method = {
  method: 'performance.cbpe',
  version: 1,
  assumptions: ['CALIBRATED_SCORES', 'NO_CONCEPT_DRIFT'],
}

export interface EstimatedPerformance {
  tp: number
  fp: number
  fn: number
  tn: number
  accuracy: number
  precision: number | null
  recall: number | null
  f1: number | null
  auroc: number | null
}

/**
 * Confidence-based performance estimation: the expected confusion matrix of unlabelled predictions, from calibrated
 * probabilities of the positive class (NannyML; Bialek et al. 2024). Blind to concept drift. An undefined metric is null.
 */
export function cbpe({
  predicted,
  probability,
}: {
  predicted: readonly number[]
  probability: readonly number[]
}): Result<EstimatedPerformance> {
  const n = probability.length
  const problem = scoresProblem({ scores: probability, marks: predicted })
  if (problem) return refuse(METHOD, n, problem)
  const sumWhere = (mark: number, part: (p: number) => number) =>
    compensatedSum(probability.map((p, i) => (predicted[i] === mark ? part(p) : 0)))
  const tp = sumWhere(1, (p) => p)
  const fp = sumWhere(1, (p) => 1 - p)
  const fn = sumWhere(0, (p) => p)
  const tn = sumWhere(0, (p) => 1 - p)
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return ok(METHOD, n, {
    tp,
    fp,
    fn,
    tn,
    accuracy: (tp + tn) / n,
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    f1: share(2 * tp, 2 * tp + fp + fn),
    auroc: expectedAuroc(probability),
  })
}
