import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RUNS } from '../testing/arbitraries'
import { requireValue } from '../testing/require-value'
import { chiSquare } from './chi-square'
import { exact } from './exact'

const discordant = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 5000 }))

it('which model is called first does not change the p-value', () => {
  fc.assert(
    fc.property(discordant, fc.boolean(), ([b, c], continuity) => {
      expect(requireValue(exact({ b, c }))).toEqual(requireValue(exact({ b: c, c: b })))
      expect(requireValue(chiSquare({ b, c, continuity }))).toEqual(requireValue(chiSquare({ b: c, c: b, continuity })))
    }),
    RUNS,
  )
})

it('equal disagreement is no evidence at all', () => {
  expect(requireValue(exact({ b: 40, c: 40 })).pValue).toBe(1)
  expect(requireValue(chiSquare({ b: 40, c: 40, continuity: false })).pValue).toBe(1)
})
