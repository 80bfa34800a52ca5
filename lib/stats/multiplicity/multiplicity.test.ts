import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { level, RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { benjaminiHochberg } from './benjamini-hochberg'
import { eBh } from './e-bh'
import { eBonferroni } from './e-bonferroni'
import { holm } from './holm'

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
const eValues = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 30 })

describe('multiplicity', () => {
  it('adjusting never makes a p-value smaller, and Holm is at least as strict as Benjamini-Hochberg', () => {
    fc.assert(
      fc.property(pValues, level, (list, alpha) => {
        const strict = requireValue(holm({ pValues: list, alpha }))
        const lenient = requireValue(benjaminiHochberg({ pValues: list, q: alpha }))
        list.forEach((p, index) => {
          expect(lenient.adjusted[index]).toBeGreaterThanOrEqual(p - 1e-15)
          expect(strict.adjusted[index]).toBeGreaterThanOrEqual((lenient.adjusted[index] ?? 1) - 1e-12)
          if (strict.rejected[index]) expect(lenient.rejected[index]).toBe(true)
        })
      }),
      RUNS,
    )
  })

  it('the order of the list does not matter', () => {
    fc.assert(
      fc.property(pValues, eValues, level, (list, evidence, alpha) => {
        const forth = requireValue(holm({ pValues: list, alpha })).adjusted
        const back = requireValue(holm({ pValues: [...list].reverse(), alpha })).adjusted.reverse()
        forth.forEach((p, index) => {
          expect(closeTo(p, back[index] ?? 0)).toBe(true)
        })
        const kept = requireValue(eBh({ eValues: evidence, alpha })).rejected
        expect(requireValue(eBh({ eValues: [...evidence].reverse(), alpha })).rejected.reverse()).toEqual(kept)
      }),
      RUNS,
    )
  })

  it('one test needs no adjustment', () => {
    expect(requireValue(holm({ pValues: [0.03], alpha: 0.05 }))).toEqual({ adjusted: [0.03], rejected: [true] })
    expect(requireValue(benjaminiHochberg({ pValues: [0.03], q: 0.02 }))).toEqual({
      adjusted: [0.03],
      rejected: [false],
    })
  })

  it('what Bonferroni on e-values rejects, e-BH rejects too', () => {
    fc.assert(
      fc.property(eValues, level, (list, alpha) => {
        const positive = list.map((e) => e + 1e-6)
        const strict = requireValue(eBonferroni({ logE: positive.map(Math.log), alpha })).rejected
        const lenient = requireValue(eBh({ eValues: positive, alpha })).rejected
        strict.forEach((rejected, index) => {
          if (rejected) expect(lenient[index]).toBe(true)
        })
      }),
      RUNS,
    )
  })
})
