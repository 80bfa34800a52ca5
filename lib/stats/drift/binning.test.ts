import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { ks } from '../two-sample/ks'
import { binOf } from './bin-of'
import { buildCategoricalSpec } from './build-categorical-spec'
import { buildNumericSpec } from './build-numeric-spec'
import { ksFromBins } from './ks-from-bins'
import { mergeGroups } from './merge-groups'
import { psi } from './psi'
import { sketchCategorical } from './sketch-categorical'
import { sketchNumeric } from './sketch-numeric'
import { wassersteinFromBins } from './wasserstein-from-bins'

const value = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constant(0.1 + 0.2),
)
const values = fc.array(value, { minLength: 1, maxLength: 120 })
const anything = fc.array(
  fc.oneof(value, fc.constantFrom(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, '7', {}, true)),
)
const targetBins = fc.integer({ min: 2, max: 64 })

it('every row lands in one bin or one counter', () => {
  holds([values, targetBins, anything], (reference, bins, rows) => {
    const { cuts } = requireValue(buildNumericSpec({ values: reference, targetBins: bins }))
    const sketch = requireValue(sketchNumeric({ cuts, values: rows }))
    const binned = sketch.counts.reduce((sum, count) => sum + count, 0)
    return binned + sketch.missing + sketch.typeErrors + sketch.nonFinite === rows.length
  })
})

it('a spec has at most 2 B + 4 bins, none of the reference rows outside its ends', () => {
  holds([values, targetBins], (reference, bins) => {
    const { cuts, counts } = requireValue(buildNumericSpec({ values: reference, targetBins: bins }))
    return cuts.length + 1 <= 2 * bins + 4 && counts[0] === 0 && counts.at(-1) === 0
  })
})

it('the sketch of two batches is the sum of their sketches', () => {
  holds([values, values, values], (reference, first, second) => {
    const { cuts } = requireValue(buildNumericSpec({ values: reference }))
    const sketch = (rows: number[]) => requireValue(sketchNumeric({ cuts, values: rows }))
    const pooled = sketch([...first, ...second])
    const [one, other] = [sketch(first), sketch(second)]
    const sums = pooled.sums.every((sum, bin) => {
      const added = (one.sums[bin] ?? 0) + (other.sums[bin] ?? 0)
      return Math.abs(sum - added) <= 1e-6
    })
    return sums && pooled.counts.every((count, bin) => count === (one.counts[bin] ?? 0) + (other.counts[bin] ?? 0))
  })
})

it('the order of the reference rows does not move a cut', () => {
  holds([values, targetBins], (reference, bins) => {
    const there = requireValue(buildNumericSpec({ values: reference, targetBins: bins }))
    const back = requireValue(buildNumericSpec({ values: [...reference].reverse(), targetBins: bins }))
    expect(back.cuts).toEqual(there.cuts)
    return undefined
  })
})

it('integers and the same numbers as floats give the same cuts, and every target changes them', () => {
  const integers = Array.from({ length: 200 }, (_, i) => i)
  const floats = integers.map((x) => Number.parseFloat(`${x}.0`))
  expect(buildNumericSpec({ values: floats })).toEqual(buildNumericSpec({ values: integers }))
  const few = requireValue(buildNumericSpec({ values: integers, targetBins: 8 })).cuts
  expect(few.length).toBeLessThan(requireValue(buildNumericSpec({ values: integers, targetBins: 16 })).cuts.length)
})

it('repeated quantile edges and a constant column give finite PSI', () => {
  const spec = requireValue(
    buildNumericSpec({ values: [...new Array<number>(90).fill(0), ...Array.from({ length: 40 }, (_, i) => i + 1)] }),
  )
  // The repeated value owns a point bin: rows just beside it do not share its mass.
  expect(spec.cuts).toContainEqual([0, 1])
  expect([-1e-9, 0, 1e-9].map((x) => spec.counts[binOf({ cuts: spec.cuts, x })] === 90)).toEqual([false, true, false])
  const cur = requireValue(sketchNumeric({ cuts: spec.cuts, values: [-1, 0, 0, 11] }))
  expect(psi({ ref: spec.counts, cur: cur.counts }).status).toBe('ok')
  const constant = requireValue(buildNumericSpec({ values: [5, 5, 5] }))
  expect(constant.cuts).toEqual([
    [5, 0],
    [5, 1],
  ])
  expect([4, 5, 6].map((x) => binOf({ cuts: constant.cuts, x }))).toEqual([0, 1, 2])
})

it('the distance from bins is within its error bound of the distance of the rows', () => {
  holds([values, values], (reference, current) => {
    const spec = requireValue(buildNumericSpec({ values: reference, targetBins: 8 }))
    const cur = requireValue(sketchNumeric({ cuts: spec.cuts, values: current }))
    const { D, errorBound } = requireValue(ksFromBins({ ref: spec.counts, cur: cur.counts }))
    const exact = requireValue(ks({ a: reference, b: current, method: 'asymptotic' })).D
    return Math.abs(D - exact) <= errorBound + 1e-12
  })
})

it('the Wasserstein distance of a reference with itself is 0', () => {
  holds([values], (reference) => {
    const spec = requireValue(buildNumericSpec({ values: reference }))
    return requireValue(wassersteinFromBins({ ref: spec, cur: spec, scale: 1 })).w1 === 0
  })
})

it('groups cover every bin once, in order, each with reference rows', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 132 })
  holds([counts.filter((list) => list.some((count) => count > 0))], (refCounts) => {
    const { groups } = requireValue(mergeGroups({ refCounts }))
    const filled = groups.every(([first, last]) => refCounts.slice(first, last + 1).some((count) => count > 0))
    const contiguous = groups.every(([first], i) => first === (i === 0 ? 0 : (groups[i - 1]?.[1] ?? 0) + 1))
    return filled && contiguous && groups.at(-1)?.[1] === refCounts.length - 1 && groups.length <= 16
  })
})

it('categories keep their most frequent values, ties by code point, and tell rare from new', () => {
  const spec = requireValue(buildCategoricalSpec({ counts: { '\u{1F600}': 3, '\uFFFD': 3, b: 5, rare: 1 }, topK: 3 }))
  expect(spec.categories).toEqual(['b', '\uFFFD', '\u{1F600}'])
  const sketch = requireValue(
    sketchCategorical({ spec, values: ['rare', 'unseen', true, 1, -0, null, {}, Number.NaN] }),
  )
  expect(sketch).toEqual({ counts: [0, 0, 0], other: 1, new: 4, missing: 1, typeErrors: 2 })
})
