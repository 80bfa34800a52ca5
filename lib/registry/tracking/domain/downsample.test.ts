import fc from 'fast-check'
import { expect, test } from 'vitest'
import { downsample, type SeriesPoint } from './downsample'

const value = fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN), fc.constantFrom(0, 1, -1))
const series = fc
  .array(value, { maxLength: 400 })
  .map((values): SeriesPoint[] => values.map((one, index) => ({ step: index, atMs: index * 10, value: one })))

test('never more than asked, in order, and nothing invented', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 4, max: 100 }), (points, max) => {
      const kept = downsample(points, max)
      expect(kept.length).toBeLessThanOrEqual(Math.max(max, 0))
      expect(kept.every((point) => points.includes(point))).toBe(true)
      expect(kept.every((point, index) => index === 0 || point.step > (kept[index - 1]?.step ?? -1))).toBe(true)
    }),
  )
})

test('first, last, lowest and highest point of the whole always stay', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 4, max: 100 }), (points, max) => {
      const kept = downsample(points, max).map((point) => point.value)
      const numbers = points.map((point) => point.value).filter((one) => !Number.isNaN(one))
      expect(kept.at(0)).toEqual(points.at(0)?.value)
      expect(kept.at(-1)).toEqual(points.at(-1)?.value)
      if (numbers.length === 0) return
      expect(kept).toContain(Math.min(...numbers))
      expect(kept).toContain(Math.max(...numbers))
    }),
  )
})

test('a series that fits is left alone', () => {
  fc.assert(
    fc.property(series, (points) => {
      expect(downsample(points, Math.max(4, points.length))).toEqual(points)
    }),
  )
})

test('a spike one point wide survives a million points', () => {
  const points = Array.from({ length: 1_000_000 }, (_, step) => ({
    step,
    atMs: step,
    value: step === 654_321 ? 9 : Math.sin(step / 1e5),
  }))
  const kept = downsample(points, 1000)
  expect(kept.length).toBeLessThanOrEqual(1000)
  expect(kept.some((point) => point.step === 654_321)).toBe(true)
})
