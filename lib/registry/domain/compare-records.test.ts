import { expect, test } from 'vitest'
import { compareRecords } from './compare-records'

test('names that differ come first, then names that agree, each by name', () => {
  const rows = compareRecords<string>([
    { depth: '3', rate: '0.1', seed: '1' },
    { depth: '4', rate: '0.1', seed: '1' },
    { depth: '4', rate: '0.1', seed: '1', alpha: '2' },
  ])
  expect(rows).toEqual([
    { name: 'alpha', values: [null, null, '2'], same: false },
    { name: 'depth', values: ['3', '4', '4'], same: false },
    { name: 'rate', values: ['0.1', '0.1', '0.1'], same: true },
    { name: 'seed', values: ['1', '1', '1'], same: true },
  ])
})

test('zero and the empty text are values, not gaps', () => {
  expect(compareRecords<number>([{ loss: 0 }, {}])[0]?.values).toEqual([0, null])
  expect(compareRecords<string>([{ note: '' }, { note: '' }])[0]).toMatchObject({ values: ['', ''], same: true })
})
