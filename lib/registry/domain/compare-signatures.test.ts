import { expect, test } from 'vitest'
import { compareSignatures } from './compare-signatures'
import type { Signature } from './signature'

const base: Signature = {
  inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 2] }],
  outputs: [{ name: 'label', datatype: 'INT64', shape: [-1] }],
  features: [
    { name: 'age', type: 'numeric' },
    { name: 'fuel', type: 'categorical', categories: ['gas'] },
  ],
  classes: [0, 1],
  positiveClass: 1,
  threshold: 0.5,
  inputBinding: 'packed',
  outputRoles: { label: 'label' },
}
const changed = (change: Partial<Signature>) => compareSignatures(base, { ...base, ...change })

test('equal signatures have no differences', () => {
  expect(compareSignatures(base, structuredClone(base))).toEqual([])
})

test('another input shape or name breaks callers', () => {
  expect(changed({ inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 3] }] })).toMatchObject([
    { part: 'input', change: 'changed', breaking: true },
  ])
  expect(
    changed({ inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }] })
      .map((c) => c.change)
      .sort(),
  ).toEqual(['added', 'removed'])
})

test('one more output breaks nobody, one less does', () => {
  expect(changed({ outputs: [...base.outputs, { name: 'p', datatype: 'FP32', shape: [-1, 2] }] })).toMatchObject([
    { breaking: false },
  ])
  expect(changed({ outputs: [] })).toMatchObject([{ change: 'removed', breaking: true }])
})

test('the same columns in another order break a packed tensor but not named inputs', () => {
  const features = [...base.features].reverse()
  expect(changed({ features })).toMatchObject([{ name: '(order)', breaking: true }])
  const columns = { ...base, inputBinding: 'columns' as const }
  expect(compareSignatures(columns, { ...columns, features })).toMatchObject([{ name: '(order)', breaking: false }])
})

test('a new category or threshold is shown and harmless; new classes are not; harmful ones come first', () => {
  const changes = changed({
    threshold: 0.4,
    classes: [0, 1, 2],
    features: [base.features[0], { name: 'fuel', type: 'categorical', categories: ['gas', 'diesel'] }].filter(
      (f) => f !== undefined,
    ) as Signature['features'],
  })
  expect(changes.map((c) => [c.part, c.breaking])).toEqual([
    ['class', true],
    ['feature', false],
    ['threshold', false],
  ])
})
