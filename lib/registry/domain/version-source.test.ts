import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVersionSource } from './version-source'

const HEX = '0123456789abcdef0123456789abcdef'

test.each([
  ['models:/churn/3', { kind: 'copy', modelName: 'churn', number: 3, alias: null }],
  ['models:/churn@champion', { kind: 'copy', modelName: 'churn', number: null, alias: 'champion' }],
  [`models:/m-${HEX}`, { kind: 'logged-model', modelId: `m-${HEX}` }],
  [`mlflow-artifacts:/7/models/m-${HEX}/artifacts`, { kind: 'logged-model', modelId: `m-${HEX}` }],
  [`runs:/${HEX}/a/model`, { kind: 'run', runId: HEX, directory: 'a/model' }],
  [`runs:/${HEX}`, { kind: 'run', runId: HEX, directory: '' }],
  [`mlflow-artifacts:/0/${HEX}/artifacts/model/`, { kind: 'run', runId: HEX, directory: 'model' }],
  [`mlflow-artifacts:/0/${HEX}/elsewhere`, { kind: 'refused' }],
  ['runs:/short/model', { kind: 'refused' }],
  ['s3://bucket/model', { kind: 'remote', address: { scheme: 's3', place: 'bucket', path: 'model' } }],
  [
    'https://example.test/model',
    { kind: 'remote', address: { scheme: 'https', place: 'example.test', path: 'model' } },
  ],
  ['https://example.test/model?token=x', { kind: 'remote', address: null }],
  ['dbfs://model', { kind: 'remote', address: null }],
  ['file:///etc/passwd', { kind: 'refused' }],
  ['/etc/passwd', { kind: 'refused' }],
  ['model', { kind: 'refused' }],
  ['C:\\models', { kind: 'refused' }],
  ['', { kind: 'refused' }],
])('%s', (source, expected) => {
  expect(readVersionSource(source)).toEqual(expected)
})

test('a way up is refused however often it is encoded', () => {
  const encode = (text: string, times: number): string =>
    times === 0 ? text : encode(text.replaceAll('%', '%25').replaceAll('.', '%2e').replaceAll('/', '%2F'), times - 1)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5 }),
      fc.constantFrom('..', '../x', 'a/../b', '..\\x', 'a\u0000'),
      (times, part) => {
        expect(readVersionSource(`mlflow-artifacts:/${encode(`0/${part}`, times)}`)).toEqual({ kind: 'refused' })
      },
    ),
  )
})

test('any text has an answer', () => {
  fc.assert(fc.property(fc.string(), (source) => typeof readVersionSource(source).kind === 'string'))
})
