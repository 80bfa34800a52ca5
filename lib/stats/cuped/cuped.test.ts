import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PairMoments } from '../moments/moments'
import { RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { adjust } from './adjust'

const moments: fc.Arbitrary<PairMoments> = fc
  .record({
    n: fc.integer({ min: 2, max: 10_000 }),
    meanY: fc.double({ min: -100, max: 100, noNaN: true }),
    meanX: fc.double({ min: -100, max: 100, noNaN: true }),
    m2Y: fc.double({ min: 1, max: 1e6, noNaN: true }),
    m2X: fc.double({ min: 1, max: 1e6, noNaN: true }),
    correlation: fc.double({ min: -0.99, max: 0.99, noNaN: true }),
  })
  .map(({ correlation, ...rest }) => ({ ...rest, cXY: correlation * Math.sqrt(rest.m2X * rest.m2Y) }))

describe('cuped.adjust', () => {
  it('the pooled variance falls by exactly the stated reduction', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const { a: armA, b: armB, varianceReduction } = requireValue(adjust({ a, b }))
        const left = armA.variance * (a.n - 1) + armB.variance * (b.n - 1)
        expect(closeTo(left, (1 - varianceReduction) * (a.m2Y + b.m2Y), 1e-7)).toBe(true)
        expect(varianceReduction).toBeGreaterThanOrEqual(0)
        expect(varianceReduction).toBeLessThanOrEqual(1)
      }),
      RUNS,
    )
  })

  it('swapping the arms swaps the adjusted arms', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const forth = requireValue(adjust({ a, b }))
        const back = requireValue(adjust({ a: b, b: a }))
        expect(closeTo(forth.a.mean, back.b.mean, 1e-9, 1e-7)).toBe(true)
        expect(closeTo(forth.b.variance, back.a.variance, 1e-9, 1e-7)).toBe(true)
      }),
      RUNS,
    )
  })

  it('the unit and the origin of the covariate do not matter', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const other = (one: PairMoments) => ({
          ...one,
          meanX: 3 + 10 * one.meanX,
          m2X: 100 * one.m2X,
          cXY: 10 * one.cXY,
        })
        const before = requireValue(adjust({ a, b }))
        const after = requireValue(adjust({ a: other(a), b: other(b) }))
        expect(closeTo(before.a.mean, after.a.mean, 1e-9, 1e-6)).toBe(true)
        expect(closeTo(before.b.variance, after.b.variance, 1e-8, 1e-6)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a constant covariate changes nothing', () => {
    const constant = { n: 10, meanY: 4, meanX: 2, m2Y: 18, m2X: 0, cXY: 0 }
    const { theta, a, varianceReduction } = requireValue(adjust({ a: constant, b: constant }))
    expect({ theta, a, varianceReduction }).toEqual({
      theta: 0,
      a: { n: 10, mean: 4, variance: 2 },
      varianceReduction: 0,
    })
  })
})
