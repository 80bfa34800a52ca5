import { describe, expect, it } from 'vitest'
import { chiSquareSf } from './chi-square-sf'
import { regularizedGamma } from './regularized-gamma'

// Reference values: mpmath 1.4 with 40 digits.
const NEAR_THE_DIAGONAL = [
  [1163.25, 1123.5, 0.878841160454891],
  [900, 1080, 7.931199385728988e-9],
  [1100, 1066.5, 0.8438544855854947],
  [1500, 1461, 0.8430835529140445],
  [3000, 2994.5, 0.5376004982747559],
  [10000, 9990, 0.538517574290636],
  [100000, 99968, 0.5398872051072168],
  [673869.5, 669919.5, 0.9999992852459241],
] as const

describe('regularized gamma', () => {
  it.each(NEAR_THE_DIAGONAL)('Q(%d, %d) is right where the library expansion is not', (a, x, expected) => {
    expect(Math.abs(regularizedGamma({ x, a, upper: true }) / expected - 1)).toBeLessThan(1e-11)
  })

  it('both tails add up to one across the switch between methods', () => {
    for (const a of [99, 100, 400, 999, 1000, 1050, 5000]) {
      for (const x of [900, 999.999, 1000.001, 1100, 5000]) {
        const sum = regularizedGamma({ x, a, upper: true }) + regularizedGamma({ x, a, upper: false })
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12)
      }
    }
  })

  it('the chi-square tail falls as the statistic grows, at thousands of degrees of freedom too', () => {
    const tails = Array.from({ length: 60 }, (_, step) => chiSquareSf({ x: 1900 + 10 * step, df: 2200 }))
    expect(tails.every((tail, index) => index === 0 || tail < (tails[index - 1] ?? 0))).toBe(true)
  })
})
