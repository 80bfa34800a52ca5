import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeBound } from './whole-bound'

const HOLDS = {
  '=': (n: number, x: number) => n === x,
  '!=': (n: number, x: number) => n !== x,
  '<': (n: number, x: number) => n < x,
  '<=': (n: number, x: number) => n <= x,
  '>': (n: number, x: number) => n > x,
  '>=': (n: number, x: number) => n >= x,
}

test('a bound holds for exactly the whole numbers for which the comparison does', () => {
  const x = fc.oneof(fc.integer({ min: -8, max: 8 }), fc.double({ min: -8, max: 8, noNaN: true }), fc.constant(1e300))
  const operator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
  fc.assert(
    fc.property(operator, x, fc.integer({ min: -5, max: 5 }), (op, bound, n) => {
      const meant = wholeBound(op, bound, -5, 5)
      const holds = typeof meant === 'boolean' ? meant : HOLDS[meant.operator](n, meant.value)
      expect(holds).toBe(HOLDS[op](n, bound))
    }),
  )
})

test('a value is never outside the type of the column', () => {
  for (const op of ['<', '<=', '>', '>=', '=', '!='] as const)
    for (const x of [-1e300, -6, -5, 5, 6, 1e300]) {
      const meant = wholeBound(op, x, -5, 5)
      if (typeof meant !== 'boolean') expect(Math.abs(meant.value)).toBeLessThanOrEqual(5)
    }
})
