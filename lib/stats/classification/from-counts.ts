import { alphaProblem } from '../input/alpha-problem'
import { sizeProblem } from '../input/size-problem'
import { wilsonLimits } from '../proportions/wilson-limits'
import {
  type Assumption,
  type FixedSampleResult,
  type Interval,
  insufficient,
  type Method,
  ok,
  refuse,
} from '../result'

const METHOD: Method<Assumption> = {
  method: 'classification.fromCounts',
  version: 1,
  assumptions: [
    'INDEPENDENT_UNITS',
    'ASYMPTOTIC_NORMAL',
    'MATURED_COHORT',
    'LABELS_NOT_SELECTIVE',
    'FIXED_SAMPLE_ONLY',
  ],
}

export interface Metric {
  estimate: number
  standardError: number
  interval: Interval
}

/**
 * Confusion-table metrics with one row per unit (van Rijsbergen 1979, chapter 7). Shares use Wilson's interval; F1 has Var = F1(1-F1)(2-F1)/(2TP+FP+FN)
 * and the interval of F* = TP/(TP+FP+FN) mapped by F1 = 2 F* / (1 + F*) (delta method). A zero
 * denominator makes that metric null, not 0. Several rows per unit: `ratio.fromUnits`.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function fromCounts({
  tp,
  fp,
  fn,
  tn,
  alpha,
}: {
  tp: number
  fp: number
  fn: number
  tn: number
  alpha: number
}): FixedSampleResult<Record<'accuracy' | 'precision' | 'recall' | 'specificity' | 'f1', Metric | null>> {
  const n = tp + fp + fn + tn
  const problem = sizeProblem(tp, fp, fn, tn) ?? alphaProblem(alpha)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  return ok(METHOD, n, {
    accuracy: share(tp + tn, n, alpha),
    precision: share(tp, tp + fp, alpha),
    recall: share(tp, tp + fn, alpha),
    specificity: share(tn, tn + fp, alpha),
    f1: f1(tp, fp + fn, alpha),
  })
}

function share(successes: number, n: number, alpha: number): Metric | null {
  if (n === 0) return null
  const p = successes / n
  return { estimate: p, standardError: Math.sqrt((p * (1 - p)) / n), interval: wilsonLimits({ successes, n, alpha }) }
}

function f1(tp: number, errors: number, alpha: number): Metric | null {
  if (tp + errors === 0) return null
  const estimate = (2 * tp) / (2 * tp + errors)
  const limits = wilsonLimits({ successes: tp, n: tp + errors, alpha })
  return {
    estimate,
    standardError: Math.sqrt((estimate * (1 - estimate) * (2 - estimate)) / (2 * tp + errors)),
    interval: { lower: toF1(limits.lower), upper: toF1(limits.upper) },
  }
}

function toF1(jaccard: number): number {
  return (2 * jaccard) / (1 + jaccard)
}
