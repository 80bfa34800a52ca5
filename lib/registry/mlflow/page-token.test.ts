import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePageToken, encodePageToken } from './page-token'

const KEY = Buffer.alloc(32, 7)
const QUERY = ['workspace', 'versions', "name = 'x'"]

test('a token gives its place back for its own query only', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))), (after) => {
      const token = encodePageToken(after, QUERY, KEY)
      expect(decodePageToken(token, QUERY, KEY)).toEqual(after)
      expect(() => decodePageToken(token, [...QUERY, 'name ASC'], KEY)).toThrow(/does not belong/)
    }),
  )
  expect(decodePageToken(undefined, QUERY, KEY)).toBe(null)
})

test('what was not made here is refused', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(() => decodePageToken(text, QUERY, KEY)).toThrow(/does not belong/)
    }),
  )
  const token = encodePageToken(['a'], QUERY, KEY)
  const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`
  expect(() => decodePageToken(forged, QUERY, KEY)).toThrow(/does not belong/)
})
