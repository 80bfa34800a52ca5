import { expect, test } from 'vitest'
import { checkImportForm, EMPTY_FORM, type ImportForm } from './import-source-form'

const check = (form: Partial<ImportForm>) => checkImportForm({ ...EMPTY_FORM, ...form })
const KEYS = { accessKeyId: 'AKIA', secret: 's' }

test('a bucket is sent with its key, empty fields are not', () => {
  expect(check({ address: ' s3://models/churn ', ...KEYS })).toEqual({
    ok: true,
    input: { address: 's3://models/churn', ...KEYS },
  })
  expect(
    check({ address: 's3://models', region: 'eu-central-1', endpoint: 'https://store:9000', ...KEYS }),
  ).toMatchObject({
    ok: true,
    input: { region: 'eu-central-1', endpoint: 'https://store:9000' },
  })
})

test('what belongs to another kind stays behind', () => {
  const form = { ...KEYS, kind: 'web', address: 'https://files.example/m', region: 'x', endpoint: 'y' } as const
  expect(check(form)).toEqual({ ok: true, input: { address: 'https://files.example/m', secret: 's' } })
})

test('every problem stands at its own field, in a sentence', () => {
  expect(check({})).toEqual({
    ok: false,
    problems: {
      address: 'Write it as s3://models/churn.',
      accessKeyId: 'A bucket needs an access key.',
      secret: 'A bucket needs the secret of its key.',
    },
  })
  expect(check({ address: 'gs://models', ...KEYS })).toMatchObject({
    problems: { address: 'Write it as s3://models/churn.' },
  })
  expect(check({ address: 's3://models/../x', ...KEYS })).toMatchObject({
    problems: { address: expect.stringMatching(/^Name a bucket/) },
  })
  expect(check({ address: 's3://models', endpoint: 'store', ...KEYS })).toMatchObject({
    problems: { endpoint: 'Use https://host or https://host:port.' },
  })
  expect(check({ kind: 'web', address: 'http://files.example', secret: 't' })).toMatchObject({
    problems: { secret: 'A token is not sent without TLS: use an https address.' },
  })
})
