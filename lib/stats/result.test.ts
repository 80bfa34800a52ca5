import { describe, expect, it } from 'vitest'
import { type Method, ok } from './result'

const METHOD: Method = { method: 'test.method', version: 1, assumptions: ['EXACT'] }

describe('the result envelope', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('never carries %d', (number) => {
    const hidden = ok(METHOD, 1, { deep: [{ interval: { lower: 0, upper: number } }] })
    expect(hidden).toMatchObject({ status: 'invalid', reason: 'NUMERICAL_FAILURE' })
  })

  it('folds -0 into 0, so that stored results compare equal', () => {
    const result = ok(METHOD, -0, { values: [-0, 1] })
    expect(Object.is(result.n, 0)).toBe(true)
    expect(result.status === 'ok' && Object.is(result.value.values[0], 0)).toBe(true)
  })

  it('names method, version, size and assumptions whatever the status', () => {
    expect(ok(METHOD, { a: 1, b: 2 }, { x: null })).toEqual({
      method: 'test.method',
      version: 1,
      n: { a: 1, b: 2 },
      assumptions: ['EXACT'],
      status: 'ok',
      value: { x: null },
    })
  })
})
