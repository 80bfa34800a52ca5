import { expect, test } from 'vitest'
import { errorCode, readListing } from './bucket-listing'

const entry = (key: string, rest = '') => `<Contents><Key>${key}</Key>${rest}</Contents>`

test('keys, sizes and states are read, folders are left out, and the next page is named', () => {
  const first = entry('a&amp;b.txt', '<Size>12</Size><ETag>&quot;x&quot;</ETag>')
  const xml = `<R><IsTruncated>true</IsTruncated>${first}${entry('dir/')}${entry('c', '<Size>-1</Size>')}<NextContinuationToken>t</NextContinuationToken></R>`
  expect(readListing(xml)).toEqual({
    objects: [
      { key: 'a&b.txt', sizeBytes: 12, etag: '"x"' },
      { key: 'c', sizeBytes: null, etag: null },
    ],
    next: 't',
  })
  expect(
    readListing('<R><IsTruncated>false</IsTruncated><NextContinuationToken>t</NextContinuationToken></R>').next,
  ).toBeNull()
  expect(readListing('')).toEqual({ objects: [], next: null })
})

test('what stands in a key never says anything about the listing', () => {
  const hostile = entry('x', '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>')
  expect(readListing(`<R>${hostile}</R>`).next).toBeNull()
})

test('an answer made to be read slowly is read fast', () => {
  const size = 4 * 1024 * 1024
  const begun = performance.now()
  for (const part of ['<Contents>', '<Key>', '<Contents><Key>', '&', '&#', '<IsTruncated>', '</Contents>'])
    readListing(part.repeat(size / part.length))
  expect(performance.now() - begun).toBeLessThan(5000)
})

test('a code is a word or nothing', () => {
  expect(errorCode('<Error><Code>NoSuchKey</Code></Error>')).toBe('NoSuchKey')
  for (const text of ['', '<Code>a b</Code>', '<Code>', 'plain']) expect(errorCode(text)).toBeNull()
})
