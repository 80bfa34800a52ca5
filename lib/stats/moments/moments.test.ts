import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RUNS, values } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { fromValues } from './from-values'
import { merge } from './merge'
import { mergePairs } from './merge-pairs'
import type { Moments, PairMoments } from './moments'
import { subtract } from './subtract'

const of = (list: readonly number[]) => requireValue(fromValues({ values: list }))
const together = (a: Moments, b: Moments) => requireValue(merge({ a, b }))

function expectSame(got: Moments, want: Moments, scale: number) {
  expect(got.n).toBe(want.n)
  expect(closeTo(got.mean, want.mean, 1e-12, 1e-12 * scale)).toBe(true)
  expect(closeTo(got.m2, want.m2, 1e-12, 1e-12 * scale * scale)).toBe(true)
}

describe('moments', () => {
  it('merged moments are those of the pooled values', () => {
    fc.assert(
      fc.property(values(0), values(0), (a, b) => expectSame(together(of(a), of(b)), of([...a, ...b]), 1e6)),
      RUNS,
    )
  })

  it('merging is commutative and associative', () => {
    fc.assert(
      fc.property(values(0), values(0), values(0), (x, y, z) => {
        const [a, b, c] = [of(x), of(y), of(z)] as const
        expectSame(together(a, b), together(b, a), 1e6)
        expectSame(together(together(a, b), c), together(a, together(b, c)), 1e6)
      }),
      RUNS,
    )
  })

  it('subtracting a part undoes merging it', () => {
    fc.assert(
      fc.property(values(1), values(1), (x, y) => {
        const part = of(y)
        const rest = requireValue(subtract({ whole: together(of(x), part), part }))
        const want = of(x)
        expect(rest.n).toBe(want.n)
        expect(closeTo(rest.mean, want.mean, 1e-9, 1e-6)).toBe(true)
        expect(closeTo(rest.m2, want.m2, 1e-9, 1e-2)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a part that was never in the whole is a numerical failure, not a negative variance', () => {
    const result = subtract({ whole: { n: 10, mean: 0, m2: 1 }, part: { n: 5, mean: 0, m2: 50 } })
    expect(result).toMatchObject({ status: 'invalid', reason: 'NUMERICAL_FAILURE' })
    const larger = subtract({ whole: { n: 2, mean: 0, m2: 1 }, part: { n: 5, mean: 0, m2: 1 } })
    expect(larger).toMatchObject({ status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' })
  })

  it('merged pairs are those of the pooled pairs', () => {
    const pairs = fc.array(
      fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: -1e3, max: 1e3, noNaN: true })),
      {
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(pairs, pairs, (a, b) => {
        const got = requireValue(mergePairs({ a: pairMoments(a), b: pairMoments(b) }))
        const want = pairMoments([...a, ...b])
        for (const key of ['n', 'meanX', 'meanY', 'm2X', 'm2Y', 'cXY'] as const) {
          expect(closeTo(got[key], want[key], 1e-10, 1e-5)).toBe(true)
        }
      }),
      RUNS,
    )
  })
})

function pairMoments(pairs: readonly (readonly [number, number])[]): PairMoments {
  const x = of(pairs.map(([first]) => first))
  const y = of(pairs.map(([, second]) => second))
  const cXY = pairs.reduce((sum, [first, second]) => sum + (first - x.mean) * (second - y.mean), 0)
  return { n: x.n, meanX: x.mean, meanY: y.mean, m2X: x.m2, m2Y: y.m2, cXY }
}
