import type { ForestInput } from '@/components/charts/prepare-forest'
import { formatCount, formatNumber, formatPercent, formatSigned } from '@/components/ui/format-number'
import type { ComparedMetric, EstimateView } from '@/lib/monitoring/contract'

const NAME: Record<ComparedMetric['metric'], string> = {
  error_rate: 'Server errors',
  latency_p50: 'Latency p50',
  latency_p95: 'Latency p95',
  latency_p99: 'Latency p99',
  accuracy: 'Accuracy',
  precision: 'Precision',
  recall: 'Recall',
  mae: 'Mean absolute error',
  bias: 'Bias',
}

export function metricName(metric: ComparedMetric['metric']): string {
  return NAME[metric]
}

export function formatMetric(unit: ComparedMetric['unit'], value: number): string {
  if (unit === 'share') return formatPercent(value)
  return unit === 'ms' ? `${formatNumber(value)}\u2009ms` : formatNumber(value)
}

/** A difference of shares is in percentage points, never in per cent. */
export function formatDifference(unit: ComparedMetric['unit'], value: number): string {
  if (unit === 'share') return `${formatSigned(value * 100, (x) => x.toFixed(2).replace('-', '−'))}\u2009pp`
  return unit === 'ms' ? `${formatSigned(value)}\u2009ms` : formatSigned(value)
}

export function formatEstimate(unit: ComparedMetric['unit'], estimate: EstimateView): string {
  if (estimate.value === null) return `insufficient data (n ${formatCount(estimate.n)})`
  return `${formatMetric(unit, estimate.value)} (n ${formatCount(estimate.n)})`
}

/** Rows of the forest plot, guardrails first as the server orders them. */
export function forestRows(metrics: readonly ComparedMetric[]): (ForestInput & { unit: ComparedMetric['unit'] })[] {
  return metrics.map((one) => {
    const d = one.difference
    const known = d.value !== null && one.verdict !== 'insufficient'
    return {
      id: one.metric,
      label: metricName(one.metric),
      unit: one.unit,
      difference: known && d.value !== null ? { value: d.value, lower: d.low, upper: d.high } : null,
      harmMargin: null,
      higherIsBetter: one.better === 'higher',
      n: `n ${formatCount(one.a.n)} and ${formatCount(one.b.n)}`,
    }
  })
}

/** The verdict sentence above the plot. */
export function describeComparison(metrics: readonly ComparedMetric[], a: number, b: number): string {
  const names = (verdict: ComparedMetric['verdict']) =>
    metrics.filter((one) => one.verdict === verdict).map((one) => metricName(one.metric).toLowerCase())
  const better = names('better')
  const worse = names('worse')
  if (metrics.every((one) => one.verdict === 'insufficient'))
    return `There is not enough data yet to tell v${b} from v${a}.`
  if (better.length === 0 && worse.length === 0) return `No difference between v${b} and v${a} is shown in this window.`
  const parts = [
    better.length > 0 ? `better on ${better.join(', ')}` : '',
    worse.length > 0 ? `worse on ${worse.join(', ')}` : '',
  ].filter((part) => part !== '')
  return `v${b} is ${parts.join(' and ')} than v${a} in this window.`
}
