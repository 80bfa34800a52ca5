import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RUNS } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { requireValue } from '../testing/require-value'
import { gaussianEffect } from './gaussian-effect'

const number = fc.double({ min: -3, max: 3, noNaN: true })
const variance = fc.double({ min: 1e-4, max: 2, noNaN: true })

describe('bayes.gaussianEffect', () => {
  it('multiplying data and prior by ten multiplies the posterior by ten', () => {
    fc.assert(
      fc.property(number, variance, number, variance, (estimate, spread, mean, priorVariance) => {
        const at = (by: number) =>
          requireValue(
            gaussianEffect({
              estimate: estimate * by,
              variance: spread * by * by,
              prior: { mean: mean * by, variance: priorVariance * by * by },
              alpha: 0.05,
            }),
          )
        const [one, ten] = [at(1), at(10)]
        expect(closeTo(ten.posteriorMean, 10 * one.posteriorMean, 1e-9, 1e-9)).toBe(true)
        expect(closeTo(ten.posteriorSd, 10 * one.posteriorSd)).toBe(true)
        expect(closeTo(ten.lossIfChooseB, 10 * one.lossIfChooseB, 1e-7, 1e-9)).toBe(true)
        expect(closeTo(ten.chanceToWin, one.chanceToWin)).toBe(true)
      }),
      RUNS,
    )
  })

  it('the losses differ by the posterior mean and change places with the sign of the effect', () => {
    fc.assert(
      fc.property(number, variance, (estimate, spread) => {
        const plain = requireValue(gaussianEffect({ estimate, variance: spread, prior: null, alpha: 0.1 }))
        const turned = requireValue(gaussianEffect({ estimate: -estimate, variance: spread, prior: null, alpha: 0.1 }))
        expect(closeTo(plain.lossIfKeepA - plain.lossIfChooseB, plain.posteriorMean, 1e-9, 1e-9)).toBe(true)
        expect(closeTo(plain.lossIfKeepA, turned.lossIfChooseB)).toBe(true)
        expect(closeTo(plain.chanceToWin, 1 - turned.chanceToWin)).toBe(true)
      }),
      RUNS,
    )
  })

  it('a prior left out is N(0, .09), which is not the same as a flat one', () => {
    const data = { estimate: 0.2, variance: 0.01, alpha: 0.05 }
    expect(gaussianEffect(data)).toEqual(gaussianEffect({ ...data, prior: { mean: 0, variance: 0.09 } }))
    expect(requireValue(gaussianEffect(data)).posteriorMean).toBeLessThan(0.2)
  })
})
