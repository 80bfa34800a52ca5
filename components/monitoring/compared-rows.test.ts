import { describe, expect, it } from 'vitest'
import type { ComparedMetric } from '@/lib/monitoring/contract'
import { describeComparison, forestRows, formatDifference } from './compared-rows'

const estimate = (value: number | null, n = 500) => ({
  value,
  low: value === null ? null : value - 0.01,
  high: value === null ? null : value + 0.01,
  n,
  reason: null,
})
const metric = (
  name: ComparedMetric['metric'],
  verdict: ComparedMetric['verdict'],
  difference: number | null,
): ComparedMetric => ({
  metric: name,
  unit: name.startsWith('latency') ? 'ms' : 'share',
  better: name.startsWith('latency') ? 'lower' : 'higher',
  a: estimate(0.8),
  b: estimate(0.81),
  difference: estimate(difference),
  method: 'newcombe',
  verdict,
})

describe('comparison of two variants', () => {
  it('says better and worse together', () => {
    expect(describeComparison([metric('accuracy', 'better', 0.02), metric('latency_p95', 'worse', 3)], 3, 4)).toBe(
      'v4 is better on accuracy and worse on latency p95 than v3 in this window.',
    )
  })
  it('never turns missing data into no difference', () => {
    expect(describeComparison([metric('accuracy', 'insufficient', null)], 3, 4)).toMatch(/not enough data/)
    expect(forestRows([metric('accuracy', 'insufficient', 0.5)])[0]?.difference).toBeNull()
  })
  it('names differences of shares in percentage points', () => {
    expect(formatDifference('share', 0.012)).toBe('+1.20\u2009pp')
    expect(formatDifference('share', -0.012)).toBe('−1.20\u2009pp')
  })
})
