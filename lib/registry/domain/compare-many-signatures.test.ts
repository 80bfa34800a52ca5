import { expect, test } from 'vitest'
import { compareManySignatures } from './compare-many-signatures'
import type { Signature } from './signature'

const base: Signature = {
  inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 1] }],
  outputs: [{ name: 'value', datatype: 'FP32', shape: [-1] }],
  features: [{ name: 'age', type: 'numeric' }],
  classes: null,
  positiveClass: null,
  threshold: 0.5,
  inputBinding: 'packed',
  outputRoles: { value: 'value' },
}

test('a row holds the value of every version; one that agrees with the baseline shows the value of the baseline', () => {
  const wider: Signature = { ...base, inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 2] }] }
  const { rows, breaking } = compareManySignatures([base, { ...base, threshold: 0.4 }, wider, null])
  expect(breaking).toEqual([false, false, true, null])
  expect(rows).toEqual([
    {
      part: 'input',
      name: 'input',
      values: ['FP32[-1,1]', 'FP32[-1,1]', 'FP32[-1,2]', null],
      breaking: [false, false, true, false],
    },
    {
      part: 'threshold',
      name: 'threshold',
      values: ['0.5', '0.4', '0.5', null],
      breaking: [false, false, false, false],
    },
  ])
})

test('without the signature of the baseline nothing is called compatible', () => {
  expect(compareManySignatures([null, base])).toEqual({ rows: [], breaking: [null, null] })
})
