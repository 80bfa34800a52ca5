import { intervalAround } from '@/lib/stats/means/interval-around'
import { ALPHA, type Estimate } from './estimate'

/** A mean and its interval from a sum and a sum of squares that were kept as integers. */
export function meanEstimate(n: number, sum: number, sumOfSquares: number): Estimate {
  const value = sum / n
  const variance = Math.max(0, (sumOfSquares - n * value * value) / (n - 1))
  const interval = intervalAround({
    estimate: value,
    standardError: Math.sqrt(variance / n),
    df: null,
    alpha: ALPHA,
    alternative: 'two-sided',
  })
  return { value, low: interval.lower, high: interval.upper, n, reason: null }
}
