import { expect, test } from 'vitest'
import { describeCompared } from './describe-compared'

const param = (key: string, differs = true) => ({ key, differs, values: [] })
const runs = Array.from({ length: 3 }, () => ({})) as Parameters<typeof describeCompared>[0]['runs']

test('the headline names the params that differ, and how many more there are', () => {
  expect(describeCompared({ runs, params: [param('lr'), param('seed', false)] })).toBe('3 runs that differ in lr.')
  expect(describeCompared({ runs, params: ['a', 'b'].map((key) => param(key)) })).toBe('3 runs that differ in a and b.')
  expect(describeCompared({ runs, params: [...'abcdef'].map((key) => param(key)) })).toBe(
    '3 runs that differ in a, b, c, d and 2 more params.',
  )
  expect(describeCompared({ runs, params: [] })).toBe('3 runs with the same params.')
  expect(describeCompared({ runs: runs.slice(0, 1), params: [] })).toBe('1 run: choose another one to compare with.')
})
