import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arm } from '../result'
import { arm, level, mirrored, RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { cohensD } from './cohens-d'
import { compare } from './compare'

const reference = fc.constantFrom('welch' as const, 'pooled' as const, 'normal' as const)
const positiveArm = arm.map(({ n, mean, variance }) => ({ n, mean: 1e4 + mean / 2, variance: variance / 1e3 }))
const base = { scale: 'absolute', alternative: 'two-sided' } as const

describe('means.compare', () => {
  it('swapping the arms negates the absolute effect, its test and its limits', () => {
    fc.assert(
      fc.property(arm, arm, level, reference, (a, b, alpha, law) => {
        const forth = requireValue(compare({ ...base, a, b, alpha, reference: law }))
        const back = requireValue(compare({ ...base, a: b, b: a, alpha, reference: law }))
        expect(closeTo(forth.estimate, -back.estimate)).toBe(true)
        expect(closeTo(forth.statistic, -back.statistic)).toBe(true)
        expect(closeTo(forth.pValue, back.pValue)).toBe(true)
        const swapped = mirrored(back.interval)
        expect(closeTo(forth.interval.lower, swapped.lower, 1e-9, 1e-8)).toBe(true)
        expect(closeTo(forth.interval.upper, swapped.upper, 1e-9, 1e-8)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a change of unit scales the absolute effect and leaves test and relative effect alone', () => {
    const factor = fc.constantFrom(1e-3, 0.5, 8, 1000)
    fc.assert(
      fc.property(positiveArm, positiveArm, factor, level, (a, b, by, alpha) => {
        const absolute = requireValue(compare({ ...base, a, b, alpha, reference: 'welch' }))
        const rescaled = requireValue(
          compare({ ...base, a: scaled(a, by), b: scaled(b, by), alpha, reference: 'welch' }),
        )
        expect(closeTo(rescaled.estimate, by * absolute.estimate, 1e-9, 1e-9 * by)).toBe(true)
        expect(closeTo(rescaled.pValue, absolute.pValue, 1e-6)).toBe(true)
        const relative = { ...base, scale: 'relative', alpha, reference: 'welch' } as const
        const before = requireValue(compare({ ...relative, a, b }))
        const after = requireValue(compare({ ...relative, a: scaled(a, by), b: scaled(b, by) }))
        expect(closeTo(after.interval.lower, before.interval.lower, 1e-8, 1e-10)).toBe(true)
        expect(closeTo(after.interval.upper, before.interval.upper, 1e-8, 1e-10)).toBe(true)
      }),
      RUNS,
    )
  })

  it('adding a constant to every unit of both arms leaves the absolute effect alone', () => {
    fc.assert(
      fc.property(arm, arm, fc.integer({ min: -1000, max: 1000 }), (a, b, shift) => {
        const moved = (one: Arm) => ({ ...one, mean: one.mean + shift })
        const before = requireValue(compare({ ...base, a, b, alpha: 0.05, reference: 'welch' }))
        const after = requireValue(compare({ ...base, a: moved(a), b: moved(b), alpha: 0.05, reference: 'welch' }))
        expect(closeTo(before.estimate, after.estimate, 1e-9, 1e-8)).toBe(true)
        expect(closeTo(before.standardError, after.standardError)).toBe(true)
      }),
      RUNS,
    )
  })

  it('p < alpha exactly when the interval at alpha excludes 0, for each alternative', () => {
    const alternative = fc.constantFrom('two-sided' as const, 'greater' as const, 'less' as const)
    fc.assert(
      fc.property(arm, arm, level, reference, alternative, (a, b, alpha, law, side) => {
        const near = { ...b, mean: a.mean + Math.sqrt(a.variance / a.n + b.variance / b.n) * (b.mean % 5 || 0) }
        const { pValue, interval } = requireValue(
          compare({ a, b: near, alpha, scale: 'absolute', alternative: side, reference: law }),
        )
        if (Math.abs(pValue - alpha) < 1e-9) return
        const excludesZero =
          (interval.lower !== null && interval.lower > 0) || (interval.upper !== null && interval.upper < 0)
        expect(pValue < alpha).toBe(excludesZero)
      }),
      RUNS,
    )
  })

  it('the interval widens as alpha falls', () => {
    fc.assert(
      fc.property(arm, arm, level, level, reference, (a, b, one, two, law) => {
        const wide = requireValue(compare({ ...base, a, b, alpha: Math.min(one, two), reference: law })).interval
        const narrow = requireValue(compare({ ...base, a, b, alpha: Math.max(one, two), reference: law })).interval
        expect(narrow.lower ?? 0).toBeGreaterThanOrEqual(wide.lower ?? 0)
        expect(narrow.upper ?? 0).toBeLessThanOrEqual(wide.upper ?? 0)
      }),
      RUNS,
    )
  })

  it('a relative effect over a mean near zero is refused, because its law is not normal', () => {
    const a = { n: 100, mean: 0.3, variance: 1 }
    const result = compare({ a, b: a, scale: 'relative', alpha: 0.05, alternative: 'two-sided', reference: 'welch' })
    expect(result).toMatchObject({ status: 'invalid', reason: 'UNSTABLE_DENOMINATOR' })
  })
})

describe('means.cohensD', () => {
  it('has no unit and changes sign with the arms', () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const { d } = requireValue(cohensD({ a, b }))
        expect(closeTo(d, -requireValue(cohensD({ a: b, b: a })).d)).toBe(true)
        expect(closeTo(d, requireValue(cohensD({ a: scaled(a, 7), b: scaled(b, 7) })).d, 1e-9, 1e-9)).toBe(true)
      }),
      RUNS,
    )
  })
})

function scaled({ n, mean, variance }: Arm, by: number): Arm {
  return { n, mean: mean * by, variance: variance * by * by }
}
