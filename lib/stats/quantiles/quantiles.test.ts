import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { level, mirrored, RUNS, values } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { compare } from './compare'
import { orderStatisticRanks } from './order-statistic-ranks'
import { sampleQuantile } from './sample-quantile'
import { upperBoundMinimumN } from './upper-bound-minimum-n'

const share = fc.double({ min: 0.01, max: 0.999, noNaN: true })

describe('quantiles', () => {
  it('the sample quantile ignores order and follows shift and scale', () => {
    fc.assert(
      fc.property(values(1), share, (list, p) => {
        const { quantile } = requireValue(sampleQuantile({ values: list, p }))
        expect(requireValue(sampleQuantile({ values: [...list].reverse(), p })).quantile).toBe(quantile)
        const moved = requireValue(sampleQuantile({ values: list.map((value) => 3 * value + 10), p })).quantile
        expect(closeTo(moved, 3 * quantile + 10, 1e-9, 1e-6)).toBe(true)
      }),
      RUNS,
    )
  })

  it('order-statistic ranks cover at least what they promise, or are refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), share, level, (n, p, alpha) => {
        const result = orderStatisticRanks({ n, p, alpha })
        if (result.status !== 'ok') {
          expect(result.reason).toBe('QUANTILE_NOT_ESTIMABLE')
          return
        }
        const { lowerRank, upperRank, coverage } = result.value
        expect(lowerRank).toBeGreaterThanOrEqual(1)
        expect(upperRank).toBeLessThanOrEqual(n)
        expect(coverage).toBeGreaterThanOrEqual(1 - alpha - 1e-9)
      }),
      RUNS,
    )
  })

  it('the minimum sample is the first whose maximum exceeds the quantile with the wanted confidence', () => {
    fc.assert(
      fc.property(share, level, (p, alpha) => {
        const { n } = requireValue(upperBoundMinimumN({ p, alpha }))
        expect(p ** n).toBeLessThanOrEqual(alpha * (1 + 1e-9))
        if (n > 1) expect(p ** (n - 1)).toBeGreaterThan(alpha * (1 - 1e-9))
      }),
      RUNS,
    )
  })

  it('swapping the arms negates the absolute effect and swaps its limits', () => {
    const quantileArm = fc
      .record({
        quantile: fc.double({ min: 0, max: 1e4, noNaN: true }),
        half: fc.double({ min: 0.1, max: 50, noNaN: true }),
      })
      .map(({ quantile, half }) => ({ quantile, lower: quantile - half, upper: quantile + half, n: 500 }))
    fc.assert(
      fc.property(quantileArm, quantileArm, level, (a, b, alpha) => {
        const forth = requireValue(compare({ a, b, scale: 'absolute', alpha }))
        const back = requireValue(compare({ a: b, b: a, scale: 'absolute', alpha }))
        expect(closeTo(forth.interval.lower, mirrored(back.interval).lower)).toBe(true)
        expect(closeTo(forth.estimate, -back.estimate)).toBe(true)
      }),
      RUNS,
    )
  })
})
