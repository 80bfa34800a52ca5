import { compare as compareMeans } from '@/lib/stats/means/compare'
import { newcombe } from '@/lib/stats/proportions/newcombe'
import { compare as compareQuantiles } from '@/lib/stats/quantiles/compare'
import type { Arm, Count, FixedSampleResult, Interval } from '@/lib/stats/result'
import { orient } from '@/lib/stats/verdict/orient'
import type { ComparedMetric } from '../contract'
import type { BinningSpec, Task } from './binning-spec'
import { classificationQuality, confusionOf } from './confusion'
import { ALPHA, type Estimate, notEstimable } from './estimate'
import { latencyOf, latencyQuantileOf } from './latency-metrics'
import { type RegressionSums, regressionQuality, regressionSums } from './residual-metrics'
import type { Totals } from './totals'
import { errorRateOf, trafficOf } from './traffic-metrics'

export interface Side {
  totals: Totals
  task: Task
}
type Effect = FixedSampleResult<{ estimate: number; interval: Interval }>
type Shape = Pick<ComparedMetric, 'metric' | 'unit' | 'better'>

/** Every metric of both sides with B - A, its interval and a word for it. Fixed-sample figures: for reading, never for a gate. */
export function compareTotals(a: Side, b: Side, specs: ReadonlyMap<string, BinningSpec>): ComparedMetric[] {
  return [...serviceMetrics(a.totals, b.totals), ...qualityMetrics(a, b, specs)]
}

function serviceMetrics(a: Totals, b: Totals): ComparedMetric[] {
  const [trafficA, trafficB] = [trafficOf(a), trafficOf(b)]
  const errors = compared(
    { metric: 'error_rate', unit: 'share', better: 'lower' },
    errorRateOf(trafficA),
    errorRateOf(trafficB),
    proportions(
      { successes: trafficA.failed, n: trafficA.eligible },
      { successes: trafficB.failed, n: trafficB.eligible },
    ),
  )
  const [latencyA, latencyB] = [latencyOf(a), latencyOf(b)]
  const quantiles = (
    [
      ['latency_p50', 0.5],
      ['latency_p95', 0.95],
      ['latency_p99', 0.99],
    ] as const
  ).map(([metric, p]) => {
    const [qa, qb] = [latencyQuantileOf(latencyA, p), latencyQuantileOf(latencyB, p)]
    const [armA, armB] = [quantileArm(qa), quantileArm(qb)]
    const effect =
      armA === null || armB === null ? null : compareQuantiles({ a: armA, b: armB, scale: 'absolute', alpha: ALPHA })
    return compared({ metric, unit: 'ms', better: 'lower' }, qa, qb, effect)
  })
  return [errors, ...quantiles]
}

function qualityMetrics(a: Side, b: Side, specs: ReadonlyMap<string, BinningSpec>): ComparedMetric[] {
  if (a.task.type !== b.task.type || a.task.type === 'none') return []
  if (a.task.type === 'regression')
    return regressionMetrics(regressionSums(a.totals, specs), regressionSums(b.totals, specs))
  const [qualityA, qualityB] = [classificationQuality(a.totals, a.task), classificationQuality(b.totals, b.task)]
  if (a.task.type === 'multiclass')
    return [
      compared(
        { metric: 'accuracy', unit: 'share', better: 'higher' },
        qualityA.accuracy,
        qualityB.accuracy,
        proportions(shareCount(qualityA.accuracy), shareCount(qualityB.accuracy)),
      ),
    ]
  const [ca, cb] = [confusionOf(a.totals), confusionOf(b.totals)]
  const count = {
    accuracy: (c: typeof ca): Count => ({ successes: c.tp + c.tn, n: c.n }),
    precision: (c: typeof ca): Count => ({ successes: c.tp, n: c.tp + c.fp }),
    recall: (c: typeof ca): Count => ({ successes: c.tp, n: c.tp + c.fn }),
  }
  return (['accuracy', 'precision', 'recall'] as const).map((metric) =>
    compared(
      { metric, unit: 'share', better: 'higher' },
      qualityA[metric],
      qualityB[metric],
      proportions(count[metric](ca), count[metric](cb)),
    ),
  )
}

function regressionMetrics(a: RegressionSums, b: RegressionSums): ComparedMetric[] {
  const [qualityA, qualityB] = [regressionQuality(a), regressionQuality(b)]
  const arm = ({ n, sumE2 }: RegressionSums, sum: number): Arm | null =>
    n < 2 ? null : { n, mean: sum / n, variance: Math.max(0, (sumE2 - (sum * sum) / n) / (n - 1)) }
  const means = (x: Arm | null, y: Arm | null): Effect | null =>
    x === null || y === null
      ? null
      : compareMeans({ a: x, b: y, scale: 'absolute', alpha: ALPHA, alternative: 'two-sided', reference: 'welch' })
  return [
    compared(
      { metric: 'mae', unit: 'label', better: 'lower' },
      qualityA.mae,
      qualityB.mae,
      means(arm(a, a.sumAbsE), arm(b, b.sumAbsE)),
    ),
    compared(
      { metric: 'bias', unit: 'label', better: 'closer-to-zero' },
      qualityA.bias,
      qualityB.bias,
      means(arm(a, a.sumE), arm(b, b.sumE)),
    ),
  ]
}

function shareCount({ value, n }: Estimate): Count {
  return { successes: value === null ? 0 : Math.round(value * n), n }
}

function proportions(a: Count, b: Count): Effect | null {
  return a.n === 0 || b.n === 0 ? null : newcombe({ a, b, alpha: ALPHA })
}

function quantileArm({ value, low, high, n }: Estimate) {
  return value === null || low === null || high === null ? null : { quantile: value, lower: low, upper: high, n }
}

function compared(shape: Shape, a: Estimate, b: Estimate, effect: Effect | null): ComparedMetric {
  const n = a.n + b.n
  if (effect === null || effect.status !== 'ok' || a.value === null || b.value === null) {
    const reason = a.reason ?? b.reason ?? (effect !== null && effect.status !== 'ok' ? effect.reason : 'NO_DATA')
    return {
      ...shape,
      a,
      b,
      difference: notEstimable(n, reason),
      method: effect?.method ?? 'none',
      verdict: 'insufficient',
    }
  }
  const { estimate, interval } = effect.value
  const difference = { value: estimate, low: interval.lower, high: interval.upper, n, reason: null }
  return {
    ...shape,
    a,
    b,
    difference,
    method: `${effect.method}@${effect.version}`,
    verdict: wordFor(shape.better, interval, a.value, b.value),
  }
}

function wordFor(better: Shape['better'], interval: Interval, a: number, b: number): ComparedMetric['verdict'] {
  const direction = better === 'higher' ? 'increase-is-better' : 'decrease-is-better'
  const { lower, upper } = orient({ interval, direction })
  const differs = (lower !== null && lower > 0) || (upper !== null && upper < 0)
  if (!differs) return 'no-difference-shown'
  if (better === 'closer-to-zero') return Math.abs(b) < Math.abs(a) ? 'better' : 'worse'
  return lower !== null && lower > 0 ? 'better' : 'worse'
}
