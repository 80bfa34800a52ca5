import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findRoot } from './find-root'

it('finds the root of any cubic with one bracketed root to 1e-13 relative', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (root) => {
      const found = findRoot({ f: (x) => (x - root) * (x * x + 1), lower: 0, upper: 2e3 })
      expect(Math.abs((found ?? Number.NaN) / root - 1)).toBeLessThan(1e-13)
    }),
    { seed: 20261, numRuns: 1000 },
  )
})

it('answers null when the ends do not bracket a root', () => {
  expect(findRoot({ f: (x) => x * x + 1, lower: -1, upper: 1 })).toBeNull()
})
