import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { level, mirrored, RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { comparePaired } from './compare-paired'
import { compareUnpaired } from './compare-unpaired'
import { delong } from './delong'
import { placements, type ScoresByClass } from './placements'

// Few distinct scores, so that ties are common.
const scores = (size: { minLength: number; maxLength: number }) => fc.array(fc.integer({ min: 0, max: 12 }), size)
const rows: fc.Arbitrary<ScoresByClass> = fc.record({
  positives: scores({ minLength: 2, maxLength: 25 }),
  negatives: scores({ minLength: 2, maxLength: 25 }),
})
const sameRows = fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 2, max: 20 })).chain(([m, n]) => {
  const one = fc.record({
    positives: scores({ minLength: m, maxLength: m }),
    negatives: scores({ minLength: n, maxLength: n }),
  })
  return fc.tuple(one, one)
})

describe('auc', () => {
  it('placements from ranks equal the count over all pairs, ties half', () => {
    fc.assert(
      fc.property(rows, ({ positives, negatives }) => {
        const pair = (x: number, y: number): number => (x > y ? 1 : x === y ? 0.5 : 0)
        const wins = positives.flatMap((x) => negatives.map((y) => pair(x, y)))
        const want = wins.reduce((sum, win) => sum + win, 0) / wins.length
        expect(closeTo(placements({ positives, negatives }).auc, want)).toBe(true)
      }),
      RUNS,
    )
  })

  it('depends on ranks alone, and turning the scores around gives one minus the area', () => {
    fc.assert(
      fc.property(rows, level, ({ positives, negatives }, alpha) => {
        const map = (f: (x: number) => number) => ({ positives: positives.map(f), negatives: negatives.map(f) })
        const plain = delong({ positives, negatives, alpha })
        const stretched = delong({ ...map((x) => Math.exp(x / 3) - 7), alpha })
        const turned = delong({ ...map((x) => 100 - x), alpha })
        expect(stretched.status).toBe(plain.status)
        if (plain.status !== 'ok') return
        expect(requireValue(stretched)).toEqual(plain.value)
        expect(closeTo(requireValue(turned).auc, 1 - plain.value.auc)).toBe(true)
        expect(closeTo(requireValue(turned).standardError, plain.value.standardError)).toBe(true)
      }),
      RUNS,
    )
  })

  it('swapping the models negates the paired and the unpaired difference', () => {
    fc.assert(
      fc.property(sameRows, level, ([a, b], alpha) => {
        const forth = comparePaired({ a, b, alpha })
        const back = comparePaired({ a: b, b: a, alpha })
        expect(forth.status).toBe(back.status)
        if (forth.status !== 'ok' || back.status !== 'ok') return
        expect(closeTo(forth.value.interval.lower, mirrored(back.value.interval).lower, 1e-8, 1e-9)).toBe(true)
        const unpaired = compareUnpaired({ a, b, alpha })
        if (unpaired.status !== 'ok') return
        expect(closeTo(unpaired.value.estimate, forth.value.estimate)).toBe(true)
        expect(closeTo(requireValue(compareUnpaired({ a: b, b: a, alpha })).df, unpaired.value.df, 1e-8)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a model against itself has no variance to test with, and is never a pass', () => {
    const a = { positives: [3, 1, 4], negatives: [1, 5, 2] }
    expect(comparePaired({ a, b: a, alpha: 0.05 })).toMatchObject({ status: 'insufficient', reason: 'ZERO_VARIANCE' })
  })

  it('rows that do not match are refused in the paired comparison', () => {
    const result = comparePaired({
      a: { positives: [1, 2, 3], negatives: [1, 2] },
      b: { positives: [1, 2], negatives: [1, 2] },
      alpha: 0.05,
    })
    expect(result).toMatchObject({ status: 'invalid', reason: 'LENGTH_MISMATCH' })
  })

  it('perfect separation is not reported as a certain area of one', () => {
    const result = delong({ positives: [5, 6, 7], negatives: [1, 2], alpha: 0.05 })
    expect(result).toMatchObject({ status: 'insufficient', reason: 'ZERO_VARIANCE' })
  })
})
