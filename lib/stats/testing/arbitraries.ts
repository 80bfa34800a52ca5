import fc from 'fast-check'
import type { Arm, Count, Interval } from '../result'

/** Seed and size of the property tests, so that a failure can be run again. */
export const RUNS = { seed: 20_261_121, numRuns: 1000 } as const

export const level = fc.double({ min: 0.001, max: 0.3, noNaN: true })

export const arm: fc.Arbitrary<Arm> = fc.record({
  n: fc.integer({ min: 2, max: 100_000 }),
  mean: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  variance: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
})

export const count: fc.Arbitrary<Count> = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.integer({ min: 0, max: n }).map((successes) => ({ successes, n })))

export const values = (minLength: number) =>
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength, maxLength: 60 })

/** Interval of -x from the interval of x. */
export function mirrored({ lower, upper }: Interval): Interval {
  return { lower: upper === null ? null : 0 - upper, upper: lower === null ? null : 0 - lower }
}
