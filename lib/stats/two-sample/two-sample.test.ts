import fc from 'fast-check'
import { expect, it } from 'vitest'
import { closeTo } from '../testing/close-to'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { energy } from './energy'
import { hodgesLehmann } from './hodges-lehmann'
import { ks } from './ks'
import { kuiper } from './kuiper'
import { mannWhitney } from './mann-whitney'
import { wasserstein } from './wasserstein'

const sample = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 25 })
const distances = [
  (a: number[], b: number[]) => requireValue(ks({ a, b, method: 'exact' })).D,
  (a: number[], b: number[]) => requireValue(kuiper({ a, b })).V,
  (a: number[], b: number[]) => requireValue(wasserstein({ a, b })).w1,
  (a: number[], b: number[]) => requireValue(energy({ a, b })).distance,
]

it('distances are symmetric, blind to order, and 0 between a sample and itself', () => {
  holds([sample, sample], (a, b) => {
    for (const distance of distances) {
      expect(closeTo(distance(a, b), distance(b, a))).toBe(true)
      expect(closeTo(distance([...a].reverse(), b), distance(a, b))).toBe(true)
      expect(distance(a, a)).toBe(0)
    }
    return undefined
  })
})

it('moving one sample by a constant moves the Hodges-Lehmann shift and its limits by it', () => {
  holds([sample, sample, fc.integer({ min: -9, max: 9 })], (a, b, shift) => {
    const there = requireValue(hodgesLehmann({ a, b, alpha: 0.05 }))
    const moved = requireValue(hodgesLehmann({ a: a.map((x) => x + shift), b, alpha: 0.05 }))
    return moved.estimate === there.estimate + shift && moved.interval.lower === (there.interval.lower ?? 0) + shift
  })
})

it('selecting among differences gives the same as sorting them all', () => {
  holds([sample, sample], (a, b) => {
    const all = a.flatMap((x) => b.map((y) => x - y)).sort((p, q) => p - q)
    const half = all.length / 2
    const median = ((all[Math.ceil(half) - 1] ?? 0) + (all[Math.floor(half)] ?? 0)) / 2
    return closeTo(requireValue(hodgesLehmann({ a, b, alpha: 0.05 })).estimate, median)
  })
})

it('the two one-sided Mann-Whitney alternatives mirror each other', () => {
  holds([sample, sample.filter((values) => new Set(values).size > 1)], (a, b) => {
    const there = requireValue(mannWhitney({ a, b, alternative: 'greater', method: 'asymptotic' }))
    const back = requireValue(mannWhitney({ a: b, b: a, alternative: 'less', method: 'asymptotic' }))
    return closeTo(there.pValue, back.pValue) && there.U + back.U === a.length * b.length
  })
})

it('Kuiper returns V, not the Kolmogorov-Smirnov D that frouros returns', () => {
  const a = [1, 2, 3, 4, 5, 6, 7, 8]
  const b = [3.5, 3.6, 3.7, 4.2, 4.4, 5.1, 5.2, 5.3]
  expect(requireValue(kuiper({ a, b })).V).toBe(0.75)
  expect(requireValue(ks({ a, b, method: 'exact' })).D).toBe(0.375)
})

it('Kolmogorov-Smirnov takes 10 000 rows a side', () => {
  const a = Array.from({ length: 10_000 }, (_, i) => i)
  expect(requireValue(ks({ a, b: a.map((x) => x + 300), method: 'exact' })).D).toBeCloseTo(0.03, 12)
})
