import { expect, test } from 'vitest'
import { likelyModel, sourcesOf } from './register-sources'

test('whole models come first, newest first; then folders; files alone are no model', () => {
  const loggedModels = [
    { modelId: 'm-1', name: 'old', status: 'READY' },
    { modelId: 'm-2', name: 'broken', status: 'UPLOAD_FAILED' },
    { modelId: 'm-3', name: 'new', status: 'READY' },
  ]
  const items = [
    { name: 'model', isDirectory: true },
    { name: 'log.txt', isDirectory: false },
  ]
  expect(sourcesOf({ loggedModels }, items).map((one) => one.label)).toEqual([
    'new (logged model)',
    'old (logged model)',
    'model/ (folder of the run)',
  ])
})

test('the model of an earlier version is likelier than one named like the experiment; without either a new one', () => {
  const models = [{ id: 'a', name: 'churn' }]
  const version = { modelId: 'b', name: 'x', number: 1, versionId: 'v' }
  expect(likelyModel({ versions: [version], experimentName: 'churn' }, models)).toBe('b')
  expect(likelyModel({ versions: [], experimentName: 'churn' }, models)).toBe('a')
  expect(likelyModel({ versions: [], experimentName: 'other' }, models)).toBe('')
})
