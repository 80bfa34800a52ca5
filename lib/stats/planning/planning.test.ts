import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { csMde } from './cs-mde'
import { csPower } from './cs-power'
import { csSampleSize } from './cs-sample-size'
import { mdeRelative } from './mde-relative'
import { powerProportions } from './power-proportions'
import { powerRelative } from './power-relative'
import { sampleSizeMeans } from './sample-size-means'
import { sampleSizeProportions } from './sample-size-proportions'
import { timeToDecision } from './time-to-decision'

const rate = fc.double({ min: 0.02, max: 0.9, noNaN: true })
const lift = fc.double({ min: 0.01, max: 0.09, noNaN: true })
const power = fc.double({ min: 0.6, max: 0.95, noNaN: true })
const alpha = fc.double({ min: 0.005, max: 0.1, noNaN: true })
const nullVariance = fc.constantFrom('pooled' as const, 'unpooled' as const)

describe('planning', () => {
  it('the planned size of two proportions reaches the planned power', () => {
    fc.assert(
      fc.property(rate, lift, alpha, power, nullVariance, (pA, by, level, wanted, variance) => {
        const plan = { pA, pB: pA + by, alpha: level, nullVariance: variance }
        const { nPerArmExact: n } = requireValue(sampleSizeProportions({ ...plan, power: wanted }))
        const reached = requireValue(powerProportions({ ...plan, nA: n, nB: n, alternative: 'two-sided' })).power
        // The formula ignores the far tail, which only adds.
        expect(reached).toBeGreaterThanOrEqual(wanted - 1e-9)
        expect(reached - wanted).toBeLessThan(1e-3)
      }),
      RUNS,
    )
  })

  it('the smallest relative effect is found with the planned power', () => {
    fc.assert(
      fc.property(alpha, power, fc.integer({ min: 5000, max: 1e6 }), (level, wanted, nPerArm) => {
        const metric = { mean: 10, variance: 400, nPerArm, alpha: level }
        const { mde } = requireValue(mdeRelative({ ...metric, power: wanted }))
        const reached = requireValue(powerRelative({ ...metric, effect: mde })).power
        expect(closeTo(reached, wanted, 1e-3)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a covariate shortens and clusters lengthen an experiment, each by its factor', () => {
    const plan = {
      standardDeviation: 2,
      effect: 0.1,
      alpha: 0.05,
      power: 0.8,
      clusterSize: 1,
      intraclassCorrelation: 0,
    }
    const plain = requireValue(sampleSizeMeans({ ...plan, covariateCorrelation: 0 })).nPerArmExact
    expect(requireValue(sampleSizeMeans({ ...plan, covariateCorrelation: 0.6 })).nPerArmExact / plain).toBeCloseTo(
      0.64,
      12,
    )
    const clustered = { ...plan, covariateCorrelation: 0, clusterSize: 5, intraclassCorrelation: 0.1 }
    expect(requireValue(sampleSizeMeans(clustered)).nPerArmExact / plain).toBeCloseTo(1.4, 12)
  })

  it('the planned size of a confidence sequence reaches the planned power, and its smallest effect inverts it', () => {
    const effect = fc.double({ min: 0.005, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(effect, alpha, power, fc.integer({ min: 500, max: 1e6 }), (delta, level, wanted, nStar) => {
        const plan = { effect: delta, unitVariance: 0.4, nStar, alpha: level }
        const { nTotalExact: n } = requireValue(csSampleSize({ ...plan, power: wanted }))
        expect(closeTo(requireValue(csPower({ ...plan, n })).power, wanted, 1e-8)).toBe(true)
        const { mde } = requireValue(
          csMde({ standardError: Math.sqrt(0.4 / n), n, nStar, alpha: level, power: wanted }),
        )
        expect(closeTo(mde, delta, 1e-8)).toBe(true)
      }),
      RUNS,
    )
  })

  it('time to decision repeats for a seed, shortens with the effect and is null when nothing is decided', () => {
    const plan = { unitVariance: 1, nStar: 5000, alpha: 0.05, unitsPerLook: 200, looks: 100, paths: 500, seed: 4 }
    const strong = requireValue(timeToDecision({ ...plan, effect: 0.2 })).quantiles
    expect(requireValue(timeToDecision({ ...plan, effect: 0.2 })).quantiles).toEqual(strong)
    const weak = requireValue(timeToDecision({ ...plan, effect: 0.08 })).quantiles
    expect(weak.p50).toBeGreaterThan(strong.p50 ?? Number.POSITIVE_INFINITY)
    expect(strong.p90).toBeGreaterThanOrEqual(strong.p50 ?? Number.POSITIVE_INFINITY)
    expect(requireValue(timeToDecision({ ...plan, effect: 0 })).quantiles).toEqual({ p50: null, p80: null, p90: null })
  })

  it('no effect to find is an undefined size, not an endless experiment', () => {
    const nothing = { pA: 0.1, pB: 0.1, alpha: 0.05, power: 0.8, nullVariance: 'pooled' } as const
    expect(sampleSizeProportions(nothing)).toMatchObject({ status: 'invalid', reason: 'ZERO_DENOMINATOR' })
    const sequence = csSampleSize({ effect: 0, unitVariance: 1, nStar: 100, alpha: 0.05, power: 0.8 })
    expect(sequence).toMatchObject({ status: 'invalid', reason: 'ZERO_DENOMINATOR' })
  })
})
