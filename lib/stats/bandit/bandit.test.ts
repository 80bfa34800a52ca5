import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { allocate } from './allocate'
import { bestProbabilities } from './best-probabilities'
import { topTwoWeights } from './top-two-weights'

const normalArms = [0.1, 0.2, 0.3].map((mean) => ({ mean, standardError: 0.05 }))

function split(arms: number): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: arms, maxLength: arms }).map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0)
    return parts.map((part) => part / total)
  })
}

describe('bandit', () => {
  it('turning the direction around mirrors the top-two weights', () => {
    const draws = { draws: 40_000, seed: 3 }
    const up = requireValue(topTwoWeights({ arms: normalArms, direction: 'increase-is-better', ...draws })).weights
    const mirroredArms = normalArms.map(({ mean, standardError }) => ({ mean: -mean, standardError }))
    const down = requireValue(topTwoWeights({ arms: mirroredArms, direction: 'decrease-is-better', ...draws })).weights
    up.forEach((weight, arm) => {
      expect(Math.abs(weight - (down[arm] ?? 0))).toBeLessThan(0.015)
    })
    expect(up[2]).toBeGreaterThan(up[0] ?? 1)
  })

  it('two arms share the traffic equally whatever their means', () => {
    const arms = [
      { mean: 5, standardError: 1 },
      { mean: -5, standardError: 1 },
    ]
    for (const direction of ['increase-is-better', 'decrease-is-better'] as const) {
      expect(requireValue(topTwoWeights({ arms, direction, draws: 500, seed: 1 })).weights).toEqual([0.5, 0.5])
    }
  })

  it('the probabilities of being best add up to one and repeat for the same seed', () => {
    const arms = [
      { successes: 3, failures: 9 },
      { successes: 5, failures: 7 },
      { successes: 0, failures: 0 },
    ]
    const input = { arms, direction: 'increase-is-better', draws: 1000, seed: 11 } as const
    const { probabilities } = requireValue(bestProbabilities(input))
    expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(requireValue(bestProbabilities(input)).probabilities).toEqual(probabilities)
  })

  it('an arm that fails its guardrail in every draw is never best', () => {
    const reward = [
      { successes: 10, failures: 90 },
      { successes: 90, failures: 10 },
    ]
    const errors = [
      { successes: 1, failures: 999 },
      { successes: 900, failures: 100 },
    ]
    const guardrails = [{ arms: errors, direction: 'decrease-is-better', limit: 0.1 } as const]
    const result = bestProbabilities({ arms: reward, direction: 'increase-is-better', draws: 500, seed: 5, guardrails })
    expect(requireValue(result).probabilities).toEqual([1, 0])
  })

  it('an allocation is a split that keeps the floor and the step', () => {
    const arms = fc.integer({ min: 1, max: 6 }).chain((size) => fc.tuple(split(size), split(size)))
    fc.assert(
      fc.property(arms, fc.double({ min: 0.01, max: 1, noNaN: true }), ([weights, previous], maxStep) => {
        const next = requireValue(allocate({ weights, previous, floor: 0.01, maxStep })).weights
        expect(
          closeTo(
            next.reduce((sum, share) => sum + share, 0),
            1,
          ),
        ).toBe(true)
        next.forEach((share, arm) => {
          const before = previous[arm] ?? 0
          expect(Math.abs(share - before)).toBeLessThanOrEqual(maxStep + 1e-12)
          expect(share).toBeGreaterThanOrEqual(Math.min(0.01, before) - 1e-12)
        })
      }),
      RUNS,
    )
  })

  it('every bandit result says that it is allocation, not inference', () => {
    const results = [
      bestProbabilities({ arms: [{ successes: 1, failures: 1 }], direction: 'increase-is-better', draws: 1, seed: 1 }),
      topTwoWeights({ arms: normalArms, direction: 'increase-is-better', draws: 1, seed: 1 }),
      allocate({ weights: [1], previous: [1], floor: 0, maxStep: 1 }),
    ]
    for (const { assumptions } of results) expect(assumptions).toContain('FIXED_SAMPLE_ONLY')
  })
})
