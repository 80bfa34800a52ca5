import { orderStatisticRanks } from '@/lib/stats/quantiles/order-statistic-ranks'
import { latencyQuantile } from '@/lib/stats/sketch/latency-quantile'
import { ALPHA, type Estimate, notEstimable } from './estimate'
import { KIND, LATENCY, LATENCY_TOTAL } from './kinds'
import type { Totals } from './totals'

export interface LatencyHistogram {
  positions: number[]
  counts: number[]
  n: number
  sumMs: number
}

export function latencyOf(totals: Totals, item = LATENCY_TOTAL): LatencyHistogram {
  const { n, c } = totals.of(KIND.latency, item)
  const positions: number[] = []
  const counts: number[] = []
  for (let position = 0; position < n.length; position += 1) {
    const count = n[position] ?? 0
    if (count === 0) continue
    positions.push(position)
    counts.push(count)
  }
  return { positions, counts, n: c[LATENCY.count] ?? 0, sumMs: (c[LATENCY.sumMicros] ?? 0) / 1000 }
}

function quantileMs({ positions, counts }: LatencyHistogram, p: number): number | null {
  const result = latencyQuantile({ positions, counts, p })
  return result.status === 'ok' ? result.value.quantile * 1000 : null
}

/** Quantile in milliseconds, its interval from order statistics read off the same buckets. */
export function latencyQuantileOf(histogram: LatencyHistogram, p: number): Estimate {
  const { n } = histogram
  if (n === 0) return notEstimable(0, 'NO_DATA')
  const value = quantileMs(histogram, p)
  const ranks = orderStatisticRanks({ n, p, alpha: ALPHA })
  // Rank r is the quantile at any share in ((r - 1)/n, r/n]; the middle keeps rounding away from the ends.
  const atRank = (rank: number) => quantileMs(histogram, (rank - 0.5) / n)
  if (ranks.status !== 'ok') return { value, low: null, high: null, n, reason: ranks.reason }
  return { value, low: atRank(ranks.value.lowerRank), high: atRank(ranks.value.upperRank), n, reason: null }
}

/** Value alone, for series. */
export function latencyPoint(histogram: LatencyHistogram, p: number): number | null {
  return histogram.n === 0 ? null : quantileMs(histogram, p)
}

export function meanLatencyMs({ n, sumMs }: LatencyHistogram): number | null {
  return n === 0 ? null : sumMs / n
}
