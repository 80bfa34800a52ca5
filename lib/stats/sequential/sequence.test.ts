import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arm, level } from '../testing/arbitraries'
import { closeTo } from '../testing/close-to'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { proportionArm } from '../testing/simulations/proportion-arm'
import { betaBinomialInterval } from './beta-binomial-interval'
import { betaBinomialLogE } from './beta-binomial-log-e'
import { combinePhases } from './combine-phases'
import { compare } from './compare'
import { criticalValue } from './critical-value'
import { intersectIntervals } from './intersect-intervals'
import { logE } from './log-e'
import { mixtureScale } from './mixture-scale'
import { quantileAbFromBuckets } from './quantile-ab-from-buckets'
import { quantileAbPValue } from './quantile-ab-p-value'
import { runningPValue } from './running-p-value'

const burntIn = arm.filter(({ n }) => n >= 100)
const tuning = { scale: 'absolute', nStar: 20_000 } as const

it('p < alpha exactly when the interval excludes no effect, on every side', () => {
  holds([burntIn, burntIn, level, fc.constantFrom('two-sided', 'greater', 'less')], (a, b, alpha, alternative) => {
    const { pValue, interval } = requireValue(compare({ a, b, alpha, alternative, ...tuning }))
    const excluded = (interval.lower ?? -1) > 0 || (interval.upper ?? 1) < 0
    return Math.abs(pValue - alpha) < 1e-9 || pValue < alpha === excluded
  })
})

it('swapping the arms negates the effect, swaps its limits and turns greater into less', () => {
  holds([burntIn, burntIn, level], (a, b, alpha) => {
    const there = requireValue(compare({ a, b, alpha, alternative: 'greater', ...tuning }))
    const back = requireValue(compare({ a: b, b: a, alpha, alternative: 'less', ...tuning }))
    expect(closeTo(back.logE, there.logE, 1e-9, 1e-9)).toBe(true)
    return (
      closeTo(there.estimate, -back.estimate) && closeTo(there.interval.lower, -(back.interval.upper ?? 0), 1e-6, 1e-6)
    )
  })
})

it('a regression injected in B is seen in B', () => {
  const a = { n: 5000, mean: 100, variance: 400 }
  const slower = requireValue(compare({ a, b: { ...a, mean: 110 }, alpha: 0.05, alternative: 'two-sided', ...tuning }))
  expect(slower.interval.lower ?? 0).toBeGreaterThan(0)
})

it('multiplying the metric by a factor multiplies effect and interval, and leaves the evidence', () => {
  holds([burntIn, burntIn, fc.double({ min: 0.01, max: 100, noNaN: true })], (a, b, k) => {
    const scaled = ({ n, mean, variance }: typeof a) => ({ n, mean: k * mean, variance: k * k * variance })
    const one = requireValue(compare({ a, b, alpha: 0.05, alternative: 'two-sided', ...tuning }))
    const other = requireValue(
      compare({ a: scaled(a), b: scaled(b), alpha: 0.05, alternative: 'two-sided', ...tuning }),
    )
    return closeTo(other.estimate, k * one.estimate, 1e-9, 1e-9) && closeTo(other.logE, one.logE, 1e-6, 1e-6)
  })
})

it('the interval narrows when alpha grows and when more units arrive', () => {
  holds([burntIn, burntIn], (a, b) => {
    const width = (alpha: number, factor: number) => {
      const more = { a: { ...a, n: a.n * factor }, b: { ...b, n: b.n * factor } }
      const { interval } = requireValue(compare({ ...more, alpha, alternative: 'two-sided', ...tuning }))
      return (interval.upper ?? 0) - (interval.lower ?? 0)
    }
    return width(0.1, 1) < width(0.01, 1) && width(0.05, 4) < width(0.05, 1)
  })
})

it('the running p-value never rises', () => {
  holds([fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1 })], (list) => {
    const { pValue } = requireValue(runningPValue({ logE: list }))
    return pValue.every((p, i) => i === 0 || p <= (pValue[i - 1] ?? 1))
  })
})

it('an e-process starts at ln E = 0 without data', () => {
  expect(requireValue(betaBinomialLogE({ p: 0.3, successes: 0, failures: 0, tOpt: 100 })).logE).toBe(0)
  expect(requireValue(logE({ z: 0, n: 0, g: 500, alternative: 'two-sided' })).logE).toBe(0)
})

it('the beta-binomial interval holds exactly the probabilities it cannot reject', () => {
  const counts = fc
    .integer({ min: 1, max: 3000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  holds([counts, fc.double({ min: 0.001, max: 0.999, noNaN: true })], ([successes, n], p) => {
    const { interval } = requireValue(betaBinomialInterval({ successes, n, alpha: 0.05, tOpt: 200 }))
    const evidence = requireValue(betaBinomialLogE({ p, successes, failures: n - successes, tOpt: 200 })).logE
    const near = [interval.lower ?? 0, interval.upper ?? 1].some((limit) => Math.abs(p - limit) < 1e-7)
    return near || evidence < Math.log(20) === (p > (interval.lower ?? 0) && p < (interval.upper ?? 1))
  })
})

it('the critical values of the mixture are those of the four packages that share it', () => {
  const { g } = requireValue(mixtureScale({ nStar: 5000, alpha: 0.05, alternative: 'two-sided' }))
  const z = [100, 1000, 5000, 20_000].map(
    (n) => requireValue(criticalValue({ n, g, alpha: 0.05, alternative: 'two-sided' })).z,
  )
  expect(z.map((value) => Number(value.toFixed(4)))).toEqual([6.6944, 3.3639, 3.0352, 3.1271])
})

it('a rising base rate with a changing traffic share is no effect when phases are combined', () => {
  const phases = [0.05, 0.1, 0.25, 0.5].map((share, i) => {
    const rate = 0.1 + 0.04 * i
    const b = Math.round(100_000 * share)
    return {
      a: proportionArm(Math.round((100_000 - b) * rate), 100_000 - b),
      b: proportionArm(Math.round(b * rate), b),
    }
  })
  const { estimate, standardError } = requireValue(combinePhases({ phases, referenceUnitVariance: null }))
  expect(Math.abs(estimate / standardError)).toBeLessThan(0.1)
  const pooled = (arm: 'a' | 'b') => {
    const n = phases.reduce((sum, phase) => sum + phase[arm].n, 0)
    return phases.reduce((sum, phase) => sum + phase[arm].n * phase[arm].mean, 0) / n
  }
  // Pooling the same phases sees a difference of several standard errors (Simpson's paradox).
  expect((pooled('b') - pooled('a')) / standardError).toBeGreaterThan(10)
})

it('a tuning that changed after the first look voids the sequence', () => {
  const a = { n: 500, mean: 1, variance: 1 }
  const frozen = { ...tuning, alpha: 0.05, alternative: 'two-sided', burnIn: 100 } as const
  expect(compare({ a, b: a, ...frozen, frozen }).status).toBe('ok')
  expect(compare({ a, b: a, ...frozen, alpha: 0.1, frozen })).toMatchObject({ reason: 'TUNING_CHANGED' })
})

it('a proportion waits for 50 successes and failures per arm', () => {
  const at = (successes: number) =>
    compare({
      a: proportionArm(60, 1000),
      b: proportionArm(successes, 1000),
      counts: { a: { successes: 60, n: 1000 }, b: { successes, n: 1000 } },
      alpha: 0.05,
      alternative: 'two-sided',
      ...tuning,
    })
  expect(at(49)).toMatchObject({ status: 'insufficient', reason: 'BURN_IN' })
  expect(at(50).status).toBe('ok')
})

it('quantile evidence from buckets never exceeds that from the rows', () => {
  const rows = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 200 })
  const buckets = (list: number[]) => [0, 1, 2, 3, 4].map((k) => list.filter((x) => Math.floor(x / 2) === k).length)
  holds([rows, rows], (a, b) => {
    const exact = requireValue(quantileAbPValue({ p: 0.5, tOpt: 100, a, b })).minLogE
    const coarse = requireValue(quantileAbFromBuckets({ p: 0.5, tOpt: 100, a: buckets(a), b: buckets(b) })).minLogE
    return coarse <= exact + 1e-9
  })
})

it('an effect that moved with time is called non-stationary, never an empty interval', () => {
  const apart = requireValue(
    intersectIntervals({
      intervals: [
        { lower: 0, upper: 1 },
        { lower: 2, upper: 3 },
      ],
    }),
  )
  expect(apart).toEqual({ interval: { lower: 2, upper: 3 }, nonStationary: true })
  const inside = requireValue(
    intersectIntervals({
      intervals: [
        { lower: 0, upper: null },
        { lower: -1, upper: 3 },
      ],
    }),
  )
  expect(inside).toEqual({ interval: { lower: 0, upper: 3 }, nonStationary: false })
})
