import fc from 'fast-check'
import { expect, it } from 'vitest'
import { closeTo } from '../testing/close-to'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { chiSquare } from './chi-square'
import { sequential } from './sequential'

const batches = fc.array(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 3, maxLength: 3 }), { minLength: 1 })

it('permuting the arms does not change the evidence', () => {
  holds([batches], (list) => {
    const there = requireValue(sequential({ weights: [0.5, 0.3, 0.2], batches: list })).logBayesFactor.at(-1) ?? 0
    const turned = list.map(([a = 0, b = 0, c = 0]) => [c, a, b])
    const back = requireValue(sequential({ weights: [0.2, 0.5, 0.3], batches: turned })).logBayesFactor.at(-1) ?? 0
    return closeTo(there, back, 1e-8, 1e-7)
  })
})

it('weights need not add up to 1, and scaling them changes nothing', () => {
  const list = [[500, 480, 20]]
  const at = (weights: number[]) => requireValue(sequential({ weights, batches: list })).logBayesFactor[0] ?? 0
  expect(closeTo(at([50, 48, 2]), at([0.5, 0.48, 0.02]))).toBe(true)
})

it('an arm of weight 0 without units is left out of the totals as well, unlike GrowthBook check_srm', () => {
  const without = chiSquare({ observed: [480, 520], weights: [0.5, 0.5] })
  expect(chiSquare({ observed: [480, 520, 0], weights: [0.5, 0.5, 0] })).toMatchObject({
    value: without.status === 'ok' ? without.value : null,
  })
  const stray = sequential({ weights: [0.5, 0.5, 0], batches: [[480, 520, 1]] })
  expect(stray).toMatchObject({ status: 'invalid', reason: 'TRAFFIC_IN_ZERO_WEIGHT_ARM' })
})

it('the running p-value never rises, whatever arrives', () => {
  holds([batches], (list) => {
    const { pValue } = requireValue(sequential({ weights: [0.4, 0.4, 0.2], batches: list }))
    return pValue.every((p, i) => p >= 0 && p <= (pValue[i - 1] ?? 1))
  })
})
