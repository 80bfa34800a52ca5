import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval } from '../result'
import { count, level, mirrored, RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { agrestiCaffo } from './agresti-caffo'
import { clopperPearson } from './clopper-pearson'
import { jeffreys } from './jeffreys'
import { miettinenNurminen } from './miettinen-nurminen'
import { newcombe } from './newcombe'
import { pooledZTest } from './pooled-z-test'
import { riskRatioKoopman } from './risk-ratio-koopman'
import { wilson } from './wilson'

const ONE_SAMPLE = { wilson, clopperPearson, jeffreys }
const DIFFERENCES = { newcombe, miettinenNurminen, agrestiCaffo }

describe.each(Object.entries(ONE_SAMPLE))('%s', (_name, method) => {
  it('counting failures instead of successes mirrors the interval', () => {
    fc.assert(
      fc.property(count, level, ({ successes, n }, alpha) => {
        const { interval } = requireValue(method({ successes, n, alpha }))
        const other = requireValue(method({ successes: n - successes, n, alpha })).interval
        expect(closeTo(interval.lower, 1 - (other.upper ?? 0))).toBe(true)
        expect(closeTo(interval.upper, 1 - (other.lower ?? 0))).toBe(true)
      }),
      RUNS,
    )
  })

  it('lies in [0, 1] and widens as alpha falls', () => {
    fc.assert(
      fc.property(count, level, level, (sample, one, two) => {
        const wide = requireValue(method({ ...sample, alpha: Math.min(one, two) })).interval
        const narrow = requireValue(method({ ...sample, alpha: Math.max(one, two) })).interval
        expectNested(narrow, wide)
        expect(wide.lower).toBeGreaterThanOrEqual(0)
        expect(wide.upper).toBeLessThanOrEqual(1)
      }),
      RUNS,
    )
  })
})

describe.each(Object.entries(DIFFERENCES))('%s', (_name, method) => {
  it('swapping the arms negates the interval and swaps its ends', () => {
    fc.assert(
      fc.property(count, count, level, (a, b, alpha) => {
        const { interval } = requireValue(method({ a, b, alpha }))
        const swapped = mirrored(requireValue(method({ a: b, b: a, alpha })).interval)
        expect(closeTo(interval.lower, swapped.lower, 1e-8, 1e-8)).toBe(true)
        expect(closeTo(interval.upper, swapped.upper, 1e-8, 1e-8)).toBe(true)
      }),
      RUNS,
    )
  })

  it('widens as alpha falls, and stays in [-1, 1] unless it is a plain Wald interval', () => {
    fc.assert(
      fc.property(count, count, level, level, (a, b, one, two) => {
        const wide = requireValue(method({ a, b, alpha: Math.min(one, two) })).interval
        const narrow = requireValue(method({ a, b, alpha: Math.max(one, two) })).interval
        expectNested(narrow, wide)
        if (method === agrestiCaffo) return
        expect(wide.lower).toBeGreaterThanOrEqual(-1 - 1e-9)
        expect(wide.upper).toBeLessThanOrEqual(1 + 1e-9)
      }),
      RUNS,
    )
  })
})

describe('riskRatioKoopman', () => {
  const withSuccesses = count.filter(({ successes }) => successes > 0)

  it('swapping the arms inverts the ratio and its limits', () => {
    fc.assert(
      fc.property(withSuccesses, withSuccesses, level, (a, b, alpha) => {
        const { estimate, interval } = requireValue(riskRatioKoopman({ a, b, alpha }))
        const swapped = requireValue(riskRatioKoopman({ a: b, b: a, alpha }))
        expect(closeTo(estimate, 1 / swapped.estimate)).toBe(true)
        expect(closeTo(interval.lower, 1 / (swapped.interval.upper ?? 0), 1e-6)).toBe(true)
        expect(interval.lower).toBeLessThanOrEqual(estimate)
        expect(interval.upper).toBeGreaterThanOrEqual(estimate)
      }),
      RUNS,
    )
  })

  it('no success in A is an undefined ratio, not an infinite one', () => {
    const result = riskRatioKoopman({ a: { successes: 0, n: 10 }, b: { successes: 3, n: 10 }, alpha: 0.05 })
    expect(result).toMatchObject({ status: 'invalid', reason: 'ZERO_DENOMINATOR' })
  })
})

describe('pooledZTest', () => {
  it('swapping the arms negates z and keeps the p-value', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const result = pooledZTest({ a, b })
        const swapped = pooledZTest({ a: b, b: a })
        expect(result.status).toBe(swapped.status)
        if (result.status !== 'ok' || swapped.status !== 'ok') return
        expect(closeTo(result.value.z, -swapped.value.z)).toBe(true)
        expect(closeTo(result.value.pValue, swapped.value.pValue)).toBe(true)
      }),
      RUNS,
    )
  })

  it('arms without any failure leave nothing to test', () => {
    const result = pooledZTest({ a: { successes: 9, n: 9 }, b: { successes: 4, n: 4 } })
    expect(result).toMatchObject({ status: 'insufficient', reason: 'ZERO_VARIANCE' })
  })
})

function expectNested(inner: Interval, outer: Interval) {
  expect(inner.lower ?? 0).toBeGreaterThanOrEqual((outer.lower ?? 0) - 1e-9)
  expect(inner.upper ?? 0).toBeLessThanOrEqual((outer.upper ?? 0) + 1e-9)
}
