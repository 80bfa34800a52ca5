import { expect, test } from 'vitest'
import { importOriginOf } from './import-origin'

const from = 'https://mlflow.example'

test('what an import brought says where it was and since when; what was made here has no such past', () => {
  expect(importOriginOf({ team: 'risk', 'slipway.imported.created-at': '2024-03-01T10:00:00.000Z' })).toBeNull()
  expect(
    importOriginOf({
      'slipway.imported.from': from,
      'slipway.imported.created-at': '2024-03-01T10:00:00.000Z',
      'slipway.imported.created-by': 'dana',
    }),
  ).toEqual({ from, createdAt: '2024-03-01T10:00:00.000Z', createdBy: 'dana' })
})

test('a time that is none is unknown, not an error', () => {
  const origin = { from, createdAt: null, createdBy: null }
  expect(importOriginOf({ 'slipway.imported.from': from })).toEqual(origin)
  expect(importOriginOf({ 'slipway.imported.from': from, 'slipway.imported.created-at': 'long ago' })).toEqual(origin)
})
