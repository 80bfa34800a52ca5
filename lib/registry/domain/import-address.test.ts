import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coveringSource, parseImportAddress, urlOf } from './import-address'

test.each([
  ['s3://models/churn/7', { scheme: 's3', place: 'models', path: 'churn/7' }],
  ['s3://models/churn/7/', { scheme: 's3', place: 'models', path: 'churn/7' }],
  ['s3://models', { scheme: 's3', place: 'models', path: '' }],
  ['gs://my-bucket.example/a b/ü+.bin', { scheme: 'gs', place: 'my-bucket.example', path: 'a b/ü+.bin' }],
  ['https://Files.Example/a%20b/m.onnx', { scheme: 'https', place: 'files.example', path: 'a b/m.onnx' }],
  ['https://files.example:443/m.onnx', { scheme: 'https', place: 'files.example', path: 'm.onnx' }],
  ['https://files.example:8443/m.onnx', { scheme: 'https', place: 'files.example:8443', path: 'm.onnx' }],
  ['https://bücher.example/m', { scheme: 'https', place: 'xn--bcher-kva.example', path: 'm' }],
  ['http://10.0.0.5:9000/m', { scheme: 'http', place: '10.0.0.5:9000', path: 'm' }],
  // Every spelling of an address is one place.
  ['https://0x7f000001/m', { scheme: 'https', place: '127.0.0.1', path: 'm' }],
])('%s', (source, address) => expect(parseImportAddress(source)).toEqual(address))

test.each([
  's3://models/a/../b',
  's3://models/a/./b',
  's3://models/a//b',
  's3://models//',
  's3://models/a%2Fb',
  's3://models/a%252e%252e/b',
  's3://models/a\\..\\b',
  's3://models/a?versionId=1',
  's3://models/a#b',
  's3://models/a\u0000b',
  's3://Models/a',
  's3://m/a',
  's3://user@models/a',
  'S3://models/a',
  'https://files.example/a%2Fb',
  'https://files.example/a%2e%2e/b%25',
  'https://files.example/%2e%2e/b',
  'https://files.example/a%252e/b',
  'https://files.example/a?token=x',
  'https://files.example/a#b',
  'https://user:secret@files.example/a',
  'https://files.example\\@other.example/a',
  'https://files.example/%ff',
  'https:///a',
  'https://files example/a',
  'ftp://files.example/a',
  'dbfs:/model',
])('%s has no single reading', (source) => expect(parseImportAddress(source)).toBeNull())

test('an address that was read names the same thing when it is written and read again', () => {
  const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
      const address = parseImportAddress(`https://files.example/${segments.map(encodeURIComponent).join('/')}`)
      if (address === null) return
      expect(address.path).toBe(segments.join('/'))
      expect(parseImportAddress(urlOf(address))).toEqual(address)
      expect(new URL(urlOf(address)).href).toBe(urlOf(address).replaceAll("'", "'"))
    }),
  )
})

const source = (prefix: string, place = 'models', scheme = 's3') => ({ scheme, place, prefix })
const at = (path: string) => ({ scheme: 's3', place: 'models', path }) as const

test('the longest prefix covers, by whole segments, of the same scheme and place', () => {
  const sources = [
    source('team'),
    source('team/churn'),
    source('team/churn', 'other'),
    source('team/churn', 'models', 'gs'),
  ]
  expect(coveringSource(at('team/churn/7'), sources)).toBe(sources[1])
  expect(coveringSource(at('team/churn'), sources)).toBe(sources[1])
  expect(coveringSource(at('team/churned'), sources)).toBe(sources[0])
  expect(coveringSource(at('team'), sources)).toBe(sources[0])
  for (const path of ['teams/x', 'tea', '', 'other/team']) expect(coveringSource(at(path), sources)).toBeNull()
  expect(coveringSource(at('anything'), [source(''), source('any')])).toEqual(source(''))
})
