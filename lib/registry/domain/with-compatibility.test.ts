import { expect, test } from 'vitest'
import type { Signature } from './signature'
import { withCompatibility } from './with-compatibility'

const taking = (...inputs: string[]): Signature => ({
  inputs: inputs.map((name) => ({ name, datatype: 'FP32', shape: [-1] })),
  outputs: [{ name: 'label', datatype: 'INT64', shape: [-1] }],
  features: [],
  classes: [],
  positiveClass: null,
  threshold: null,
  inputBinding: 'columns',
  outputRoles: {},
})
const version = (number: number, signature: Signature | null) => ({ modelId: 'm', number, signature })

test('each version is held against the one before it, in whatever order they are listed', () => {
  const versions = [
    version(4, taking('age')),
    version(3, taking('age', 'income')),
    version(2, taking('age')),
    version(1, null),
  ]
  const told = (list: typeof versions) =>
    Object.fromEntries(withCompatibility(list).map((one) => [one.number, one.breaksPrevious]))
  expect(told(versions)).toEqual({ 4: true, 3: true, 2: null, 1: null })
  expect(told([...versions].reverse())).toEqual(told(versions))
  expect(told([version(2, taking('age')), version(1, taking('age'))])).toEqual({ 2: false, 1: null })
})

test('versions of other models, or beyond the list, say nothing', () => {
  const other = { ...version(1, taking('age')), modelId: 'n' }
  expect(withCompatibility([version(2, taking('sex')), other]).map((one) => one.breaksPrevious)).toEqual([null, null])
})
