import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { fromMoments } from './from-moments'
import { fromUnits } from './from-units'

const units = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 80 })), {
  minLength: 2,
  maxLength: 60,
})

describe('ratio', () => {
  it('from units and from their moments are the same estimate', () => {
    fc.assert(
      fc.property(units, (rows) => {
        const direct = requireValue(fromUnits(columns(rows)))
        const viaMoments = requireValue(fromMoments(momentsOf(rows)))
        expect(closeTo(direct.estimate, viaMoments.estimate)).toBe(true)
        expect(closeTo(direct.unitVariance, viaMoments.unitVariance, 1e-7, 1e-9)).toBe(true)
      }),
      RUNS,
    )
  })

  it('the order of units does not matter', () => {
    fc.assert(
      fc.property(units, (rows) => {
        const forth = requireValue(fromUnits(columns(rows)))
        const back = requireValue(fromUnits(columns([...rows].reverse())))
        expect(closeTo(forth.standardError, back.standardError)).toBe(true)
      }),
      RUNS,
    )
  })

  it('counting numerators in another unit scales estimate and standard error alike', () => {
    fc.assert(
      fc.property(units, (rows) => {
        const before = requireValue(fromUnits(columns(rows)))
        const after = requireValue(fromUnits(columns(rows.map(([m, d]) => [m * 1000, d] as const))))
        expect(closeTo(after.estimate, before.estimate * 1000)).toBe(true)
        expect(closeTo(after.standardError, before.standardError * 1000)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a unit with the pooled ratio adds nothing to the spread, whatever its size', () => {
    const { standardError } = requireValue(fromUnits({ numerators: [1, 2, 10], denominators: [2, 4, 20] }))
    expect(standardError).toBe(0)
  })

  it('variances and covariance that no data can have are refused', () => {
    const result = fromMoments({ n: 10, meanM: 1, meanD: 1, varM: 1, varD: 1, covMD: 5 })
    expect(result).toMatchObject({ status: 'invalid', reason: 'NUMERICAL_FAILURE' })
  })
})

function columns(rows: readonly (readonly [number, number])[]) {
  return { numerators: rows.map(([m]) => m), denominators: rows.map(([, d]) => d) }
}

function momentsOf(rows: readonly (readonly [number, number])[]) {
  const n = rows.length
  const meanM = rows.reduce((sum, [m]) => sum + m, 0) / n
  const meanD = rows.reduce((sum, [, d]) => sum + d, 0) / n
  const product = (f: (m: number, d: number) => number) =>
    rows.reduce((sum, [m, d]) => sum + f(m - meanM, d - meanD), 0) / (n - 1)
  return {
    n,
    meanM,
    meanD,
    varM: product((m) => m * m),
    varD: product((_m, d) => d * d),
    covMD: product((m, d) => m * d),
  }
}
