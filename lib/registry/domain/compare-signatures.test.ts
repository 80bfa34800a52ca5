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

test('a feature breaks its callers by another type, a category less or, packed, another code; never by a category more', () => {
  const feature = (fuel: Partial<Signature['features'][number]>): Signature => ({
    ...base,
    features: [{ name: 'fuel', type: 'categorical', ...fuel }],
  })
  const before = feature({ categories: ['gas', 'diesel'], encoding: { gas: 0, diesel: 1 } })
  const breaks = (after: Signature) => compareSignatures(before, after).map((change) => change.breaking)
  expect(breaks(feature({ type: 'numeric' }))).toEqual([true])
  expect(breaks(feature({ categories: ['gas'], encoding: { gas: 0, diesel: 1 } }))).toEqual([true])
  expect(breaks(feature({ categories: ['gas', 'diesel'], encoding: { gas: 1, diesel: 0 } }))).toEqual([true])
  const more = { categories: ['gas', 'diesel', 'hybrid'], encoding: { gas: 0, diesel: 1, hybrid: 2 } }
  expect(breaks(feature(more))).toEqual([false])
  const columns = { ...before, inputBinding: 'columns' as const }
  const recoded = {
    ...feature({ categories: ['gas', 'diesel'], encoding: { gas: 9 } }),
    inputBinding: 'columns' as const,
  }
  expect(compareSignatures(columns, recoded).map((change) => change.breaking)).toEqual([false])
})

test('answers that are read from another output, or with another positive class, break their readers', () => {
  expect(changed({ outputRoles: { label: 'p' } })).toMatchObject([{ part: 'role', name: 'label', breaking: true }])
  expect(changed({ outputRoles: { label: 'label', probabilities: 'p' } })).toMatchObject([
    { name: 'probabilities', breaking: false },
  ])
  expect(changed({ positiveClass: 0 })).toMatchObject([{ part: 'role', name: 'positive class', breaking: true }])
})
