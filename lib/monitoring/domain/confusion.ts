import { fromCounts, type Metric } from '@/lib/stats/classification/from-counts'
import type { Task } from './binning-spec'
import { SCORE_BINS } from './binning-spec'
import { ALPHA, type Estimate, FEWEST, notEstimable } from './estimate'
import { KIND, OUTCOME } from './kinds'
import { meanEstimate } from './mean-estimate'
import type { Totals } from './totals'
import { proportion } from './traffic-metrics'

export interface Confusion {
  tp: number
  fp: number
  fn: number
  tn: number
  n: number
}

/** Two classes: blocks (predicted, true) 00, 01, 10, 11 of the outcome vector. */
export function confusionOf(totals: Totals): Confusion {
  const { n } = totals.of(KIND.outcome, 0)
  const block = (index: number) => {
    let sum = 0
    for (let bin = 0; bin < SCORE_BINS; bin += 1) sum += n[index * SCORE_BINS + bin] ?? 0
    return sum
  }
  const [tn, fn, fp, tp] = [block(0), block(1), block(2), block(3)]
  return { tp, fp, fn, tn, n: tp + fp + fn + tn }
}

export interface ClassificationQuality {
  accuracy: Estimate
  precision: Estimate
  recall: Estimate
  f1: Estimate
  logLoss: Estimate
  confusion: Confusion | null
}

export function classificationQuality(totals: Totals, task: Task): ClassificationQuality {
  if (task.type === 'multiclass') return multiclassQuality(totals, task.classes.length)
  const confusion = confusionOf(totals)
  const result = fromCounts({ tp: confusion.tp, fp: confusion.fp, fn: confusion.fn, tn: confusion.tn, alpha: ALPHA })
  const pick = (metric: Metric | null, n: number, fewest: number): Estimate => {
    if (n < fewest || metric === null) return notEstimable(n, n === 0 ? 'NO_DATA' : 'TOO_FEW_ROWS')
    return { value: metric.estimate, low: metric.interval.lower, high: metric.interval.upper, n, reason: null }
  }
  const logLoss = logLossOf(totals, 0)
  if (result.status !== 'ok') {
    const none = notEstimable(0, result.reason)
    return { accuracy: none, precision: none, recall: none, f1: none, logLoss, confusion }
  }
  const { tp, fp, fn, n } = confusion
  return {
    accuracy: pick(result.value.accuracy, n, FEWEST.accuracy),
    precision: pick(result.value.precision, tp + fp, FEWEST.precision),
    recall: pick(result.value.recall, tp + fn, FEWEST.recall),
    f1: pick(result.value.f1, tp + fp + fn, FEWEST.recall),
    logLoss,
    confusion,
  }
}

function multiclassQuality(totals: Totals, classes: number): ClassificationQuality {
  const { n } = totals.of(KIND.outcome, -1)
  let correct = 0
  let all = 0
  for (let entry = 0; entry < classes * classes; entry += 1) {
    const count = n[entry] ?? 0
    all += count
    if (Math.floor(entry / classes) === entry % classes) correct += count
  }
  const none = notEstimable(all, 'SUPPORT_MISMATCH')
  return {
    accuracy: proportion(correct, all, FEWEST.accuracy),
    precision: none,
    recall: none,
    f1: none,
    logLoss: none,
    confusion: null,
  }
}

/** Mean log loss with a normal interval from the stored square sums. */
function logLossOf(totals: Totals, item: number): Estimate {
  const { c } = totals.of(KIND.outcome, item)
  const n = c[OUTCOME.scored] ?? 0
  if (n < FEWEST.accuracy) return notEstimable(n, n === 0 ? 'NO_DATA' : 'TOO_FEW_ROWS')
  return meanEstimate(n, (c[OUTCOME.logLoss] ?? 0) / 2 ** 20, (c[OUTCOME.logLossSquared] ?? 0) / 2 ** 12)
}
