import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ewma } from './ewma'

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 })

test('weight 0 is the line itself', () => {
  fc.assert(
    fc.property(values, (line) => {
      expect(ewma(line, 0).every((mean, index) => mean === line[index])).toBe(true)
    }),
  )
})

test('a flat line stays flat from its first value on, whatever the weight', () => {
  for (const mean of ewma(Array(20).fill(5), 0.95)) expect(mean).toBeCloseTo(5, 10)
})

test('a mean never leaves the range of what came before it', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 0.99, noNaN: true }), (line, weight) => {
      ewma(line, weight).forEach((mean, index) => {
        const seen = line.slice(0, index + 1)
        const slack = 1e-6
        expect(mean).toBeGreaterThanOrEqual(Math.min(...seen) - slack)
        expect(mean).toBeLessThanOrEqual(Math.max(...seen) + slack)
      })
    }),
  )
})

test('a gap has no mean and does not disturb the next one', () => {
  const [first, gap, next] = ewma([1, Number.NaN, 3], 0.5)
  expect([first, gap]).toEqual([1, null])
  expect(next).toBeCloseTo((1 * 0.25 + 3 * 0.5) / 0.75, 12)
})
