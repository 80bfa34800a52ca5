import type { DeploymentSeries, DeploymentSummary } from '@/lib/monitoring/contract'

export interface FleetFigures {
  requestsPerSecond: number
  errorRate: number | null
  p95: number | null
  accuracy: { value: number; n: number } | null
}

/** What a deployment's row shows: all serving variants for traffic and errors, the stable one for latency and quality. */
export function fleetFigures(summary: DeploymentSummary): FleetFigures {
  const serving = summary.variants.filter((variant) => variant.role !== 'shadow')
  const judged = serving.reduce((sum, variant) => sum + variant.errorRate.n, 0)
  const failed = serving.reduce((sum, variant) => sum + (variant.errorRate.value ?? 0) * variant.errorRate.n, 0)
  const stable = serving.find((variant) => variant.role === 'stable') ?? serving[0]
  const accuracy = stable?.quality.accuracy ?? null
  return {
    requestsPerSecond: serving.reduce((sum, variant) => sum + variant.requestsPerSecond, 0),
    errorRate: judged === 0 ? null : failed / judged,
    p95: stable?.latency.p95.value ?? null,
    accuracy: accuracy?.value == null ? null : { value: accuracy.value, n: accuracy.n },
  }
}

/** Requests per second of all variants together, slot by slot; a slot that none reported is a gap. */
export function trafficTrend(series: DeploymentSeries): (number | null)[] {
  const step = series.stepSec * 1000
  const from = Date.parse(series.from)
  const slots: (number | null)[] = Array.from(
    { length: Math.max(0, Math.round((Date.parse(series.to) - from) / step)) },
    () => null,
  )
  for (const variant of series.variants) {
    for (const point of variant.points) {
      const slot = Math.floor((Date.parse(point.at) - from) / step)
      if (slot >= 0 && slot < slots.length) slots[slot] = (slots[slot] ?? 0) + point.requestsPerSecond
    }
  }
  return slots
}
