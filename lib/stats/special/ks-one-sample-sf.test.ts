import { expect, it } from 'vitest'
import { ksOneSampleSf } from './ks-one-sample-sf'

// Sizes around every switch between methods: 140 rows, and 100 000 rows of the far tail.
const SIZES = [10, 139, 140, 141, 1000, 99_999, 100_001, 5_000_000]

it.each(SIZES)('the KS tail at n = %d falls from 1 to 0 without a step between methods', (n) => {
  let before = 1
  for (let spread = 0.05; spread < 6; spread += 0.01) {
    const tail = ksOneSampleSf({ n, d: Math.sqrt(spread / n) })
    expect(tail).toBeLessThanOrEqual(before * (1 + 1e-9))
    expect(tail).toBeGreaterThan(before * 0.75 - 1e-12)
    before = tail
  }
})

it('a distance below one half row is certain and one above one is impossible', () => {
  expect(ksOneSampleSf({ n: 20, d: 0.5 / 20 })).toBe(1)
  expect(ksOneSampleSf({ n: 20, d: 1 })).toBe(0)
})

// Reference values: SciPy 1.17 kstwo.sf.
it.each([
  [5, 0.5, 0.112],
  [1000, 0.047, 0.023344526390774382],
  [150_000, 0.0045, 0.004585431005774721],
])('agrees with the exact law at n = %d, d = %d', (n, d, expected) => {
  expect(Math.abs(ksOneSampleSf({ n, d }) / expected - 1)).toBeLessThan(1e-6)
})
