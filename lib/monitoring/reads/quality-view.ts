import type { QualityView } from '../contract'
import type { BinningSpec, Task } from '../domain/binning-spec'
import { classificationQuality } from '../domain/confusion'
import { FEATURE, KIND, OUTCOME, RESIDUAL } from '../domain/kinds'
import { regressionQuality, regressionSums } from '../domain/residual-metrics'
import type { Totals } from '../domain/totals'
import { proportion } from '../domain/traffic-metrics'

/** Predictions that carry an answer: what a label can be joined to. */
export function answeredCount(totals: Totals): number {
  const { c } = totals.of(KIND.prediction)
  return (c[FEATURE.rows] ?? 0) - (c[FEATURE.missing] ?? 0)
}

export function labelledCount(totals: Totals, task: Task): number {
  if (task.type === 'regression') return totals.of(KIND.residual).c[RESIDUAL.labelled] ?? 0
  return totals.of(KIND.outcome, task.type === 'multiclass' ? -1 : 0).c[OUTCOME.labelled] ?? 0
}

const NONE = {
  accuracy: null,
  precision: null,
  recall: null,
  f1: null,
  logLoss: null,
  confusion: null,
  mae: null,
  rmse: null,
  bias: null,
}

export function qualityView(totals: Totals, task: Task, specs: ReadonlyMap<string, BinningSpec>): QualityView {
  const labelled = labelledCount(totals, task)
  const coverage = proportion(Math.min(labelled, answeredCount(totals)), answeredCount(totals))
  if (task.type === 'none') return { ...NONE, labelled, coverage }
  if (task.type === 'regression') {
    const { mae, rmse, bias } = regressionQuality(regressionSums(totals, specs))
    return { ...NONE, labelled, coverage, mae, rmse, bias }
  }
  return { ...NONE, labelled, coverage, ...classificationQuality(totals, task) }
}
