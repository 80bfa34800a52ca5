import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { hellinger } from './hellinger'
import { jsDistance } from './js-distance'
import { kl } from './kl'
import { ksFromBins } from './ks-from-bins'
import { lInfinity } from './l-infinity'
import { psi } from './psi'
import { totalVariation } from './total-variation'

const bins = fc.integer({ min: 2, max: 20 })
const pair = (least: number) =>
  bins.chain((length) => {
    const counts = fc.array(fc.integer({ min: least, max: 1000 }), { minLength: length, maxLength: length })
    return fc.tuple(counts, counts).filter(([p, q]) => p.some((x) => x > 0) && q.some((x) => x > 0))
  })
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 + 1e-9 * Math.abs(b)

it('symmetric distances do not change when reference and current are swapped', () => {
  holds([pair(0)], ([ref, cur]) => {
    for (const distance of [hellinger, totalVariation, lInfinity, jsDistance]) {
      const there = requireValue(distance({ ref, cur })).distance
      const back = requireValue(distance({ ref: cur, cur: ref })).distance
      expect(close(there, back)).toBe(true)
    }
    expect(close(requireValue(psi({ ref, cur })).psi, requireValue(psi({ ref: cur, cur: ref })).psi)).toBe(true)
    return requireValue(ksFromBins({ ref, cur })).D === requireValue(ksFromBins({ ref: cur, cur: ref })).D
  })
})

it('PSI is the sum of the Kullback-Leibler divergences in both directions', () => {
  holds([pair(1)], ([ref, cur]) => {
    const both = requireValue(kl({ p: ref, q: cur })).kl + requireValue(kl({ p: cur, q: ref })).kl
    return close(requireValue(psi({ ref, cur, smoothing: { kind: 'none' } })).psi, both)
  })
})

it('the Kolmogorov-Smirnov distance never exceeds the total variation', () => {
  holds([pair(0)], ([ref, cur]) => {
    return requireValue(ksFromBins({ ref, cur })).D <= requireValue(totalVariation({ ref, cur })).distance + 1e-12
  })
})

it('Hellinger, total variation and Jensen-Shannon (base 2) lie in [0, 1] and are 0 only for equal shares', () => {
  holds([pair(0), fc.integer({ min: 1, max: 9 })], ([ref, cur], factor) => {
    for (const distance of [hellinger, totalVariation, jsDistance]) {
      const d = requireValue(distance({ ref, cur })).distance
      const equal = requireValue(lInfinity({ ref, cur })).distance < 1e-15
      expect(d >= 0 && d <= 1 && (equal || d > 0)).toBe(true)
      expect(requireValue(distance({ ref, cur: ref.map((count) => count * factor) })).distance).toBeLessThan(1e-7)
    }
    return true
  })
})

it('refining bins never lowers the Kullback-Leibler divergence', () => {
  holds([pair(1).filter(([ref]) => ref.length >= 3)], ([p, q]) => {
    const joined = (counts: number[]) => [(counts[0] ?? 0) + (counts[1] ?? 0), ...counts.slice(2)]
    return requireValue(kl({ p, q })).kl >= requireValue(kl({ p: joined(p), q: joined(q) })).kl - 1e-12
  })
})

it('the order of bins does not matter to any distance that ignores it', () => {
  holds([pair(1)], ([ref, cur]) => {
    const turned = { ref: [...ref].reverse(), cur: [...cur].reverse() }
    expect(close(requireValue(psi(turned)).psi, requireValue(psi({ ref, cur })).psi)).toBe(true)
    return close(requireValue(jsDistance(turned)).distance, requireValue(jsDistance({ ref, cur })).distance)
  })
})

it('PSI with an empty bin and no smoothing is refused, where Deequ returns NaN or infinity', () => {
  const result = psi({ ref: [10, 0], cur: [5, 5], smoothing: { kind: 'none' } })
  expect(result).toMatchObject({ status: 'invalid', reason: 'EMPTY_BIN_WITHOUT_SMOOTHING' })
})

it('PSI under Jeffreys smoothing is continuous when a count goes from 1 to 0, where zero filling jumps', () => {
  const at = (count: number) => requireValue(psi({ ref: [500, 500, 500], cur: [500, 500, count] })).psi
  expect(at(0)).toBeLessThan(2 * at(1))
  expect(at(0)).toBeLessThan(4)
  // A floor of 1e-4 or a float minimum makes the same step far larger.
  const tiny = requireValue(
    psi({ ref: [500, 500, 500], cur: [500, 500, 0], smoothing: { kind: 'floor', value: 1e-300 } }),
  ).psi
  expect(tiny).toBeGreaterThan(100)
})

it('total variation of the Evidently fixture is .06818, not the mistyped .0628', () => {
  const { distance } = requireValue(totalVariation({ ref: [16, 18, 16, 14, 12, 12], cur: [16, 16, 16, 16, 16, 8] }))
  expect(distance).toBeCloseTo(0.0681818, 6)
})

it('Kolmogorov-Smirnov from bins answers at ten million rows', () => {
  const ref = new Array<number>(64).fill(10_000_000 / 64)
  const cur = ref.map((count, i) => count + (i < 32 ? 100 : -100))
  const { D, pValue } = requireValue(ksFromBins({ ref, cur }))
  expect(D).toBeCloseTo(3200 / 1e7, 12)
  expect(pValue).toBeGreaterThan(0)
  expect(pValue).toBeLessThan(1)
})
