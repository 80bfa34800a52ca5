import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missingParts, partCount, partSize } from './upload-plan'

const sizes = fc.record({ sizeBytes: fc.integer({ min: 1, max: 1e9 }), partBytes: fc.integer({ min: 1e5, max: 1e8 }) })

test('the parts of a file are its bytes: none lost, none twice, none larger than agreed', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const count = partCount(size)
      const parts = Array.from({ length: count }, (_, index) => partSize(index + 1, size) ?? 0)
      expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBe(size.sizeBytes)
      expect(parts.every((bytes) => bytes > 0 && bytes <= size.partBytes)).toBe(true)
      for (const number of [0, -1, count + 1, 1.5, Number.NaN]) expect(partSize(number, size)).toBeNull()
    }),
  )
})

test('what is missing is what nobody sent', () => {
  const size = { sizeBytes: 35, partBytes: 10 }
  expect(missingParts([{ number: 2 }, { number: 4 }], size)).toEqual([1, 3])
  expect(
    missingParts(
      [1, 2, 3, 4].map((number) => ({ number })),
      size,
    ),
  ).toEqual([])
})
