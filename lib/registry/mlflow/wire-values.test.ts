import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMetric, toWire, wireMetric } from './wire-values'

function members(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value]
  return [value, ...Object.values(value).flatMap(members)]
}

test('whatever is answered has no null member, no empty list, and every integer as a number', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything({ withBigInt: true })), (value) => {
      const wire = toWire(value)
      expect(typeof wire).toBe('object')
      expect(Array.isArray(wire)).toBe(false)
      for (const member of members(wire)) {
        expect(member).not.toBe(null)
        expect(typeof member).not.toBe('bigint')
        if (typeof member === 'object' && !Array.isArray(member))
          for (const inner of Object.values(member ?? {}))
            expect(Array.isArray(inner) && inner.length === 0 && inner).toBe(false)
      }
    }),
  )
})

test('a metric survives the way over the wire and back, also those that JSON has no number for', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      const there = JSON.parse(JSON.stringify(wireMetric(value === 0 ? 0 : value)))
      expect(parseMetric(there)).toEqual(value === 0 ? 0 : value)
    }),
  )
  expect(parseMetric('abc')).toBe(null)
  expect(parseMetric('')).toBe(null)
  expect(parseMetric(null)).toBe(null)
})
