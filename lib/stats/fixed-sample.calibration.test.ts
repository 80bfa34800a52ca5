import { describe, expect, it } from 'vitest'
import { comparePaired } from './auc/compare-paired'
import { delong } from './auc/delong'
import { fromCounts } from './classification/from-counts'
import { adjust } from './cuped/adjust'
import { compare } from './means/compare'
import { fromValues } from './moments/from-values'
import type { PairMoments } from './moments/moments'
import { powerProportions } from './planning/power-proportions'
import { sampleSizeProportions } from './planning/sample-size-proportions'
import { clopperPearson } from './proportions/clopper-pearson'
import { miettinenNurminen } from './proportions/miettinen-nurminen'
import { newcombe } from './proportions/newcombe'
import { pooledZTest } from './proportions/pooled-z-test'
import { wilson } from './proportions/wilson'
import { orderStatisticRanks } from './quantiles/order-statistic-ranks'
import { uniformStream } from './random/uniform-stream'
import { fromUnits } from './ratio/from-units'
import type { Arm, Interval } from './result'
import { binomialDraw } from './testing/draws/binomial-draw'
import { normalDraw } from './testing/draws/normal-draw'
import { shareOf, shareOfTrials, upperLimit } from './testing/monte-carlo'
import { requireValue } from './testing/require-value'

const ALPHA = 0.05
const TRIALS = 2000
const LIMIT = upperLimit(ALPHA, TRIALS)

function random(seed: number) {
  const uniform = uniformStream({ seed })
  return {
    uniform,
    normal: () => normalDraw(uniform),
    exponential: () => -Math.log(uniform()),
    integer: (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1)),
    binomial: (n: number, p: number) => binomialDraw(uniform, n, p),
  }
}

const misses = ({ lower, upper }: Interval, truth: number) => truth < (lower ?? truth) || truth > (upper ?? truth)
const times = <T>(n: number, make: () => T) => Array.from({ length: n }, make)

function armOf(values: readonly number[]): Arm {
  const { n, mean, m2 } = requireValue(fromValues({ values }))
  return { n, mean, variance: m2 / (n - 1) }
}

const two = { alpha: ALPHA, alternative: 'two-sided', reference: 'welch' } as const

describe('fixed-sample intervals miss the truth no more often than alpha (seeds fixed)', () => {
  it.each([0.5, 0.1, 0.01])('one proportion at p = %d: Wilson nearly, Clopper-Pearson always', (p) => {
    const { binomial } = random(101)
    const counts = times(TRIALS, () => ({ successes: binomial(600, p), n: 600, alpha: ALPHA }))
    const rate = (method: typeof wilson) => shareOf(counts, (count) => misses(requireValue(method(count)).interval, p))
    expect(rate(clopperPearson)).toBeLessThanOrEqual(LIMIT)
    // Wilson is right on average over p; near 0 its error swings around alpha.
    expect(rate(wilson)).toBeLessThanOrEqual(upperLimit(0.065, TRIALS))
  })

  it.each([0.5, 0.1, 0.01])('a difference of proportions at p = %d', (p) => {
    const { binomial } = random(102)
    const pairs = times(TRIALS, () => ({
      a: { successes: binomial(500, p), n: 500 },
      b: { successes: binomial(400, p), n: 400 },
      alpha: ALPHA,
    }))
    for (const method of [newcombe, miettinenNurminen]) {
      expect(shareOf(pairs, (pair) => misses(requireValue(method(pair)).interval, 0))).toBeLessThanOrEqual(LIMIT)
    }
  })

  it('a mean of skewed values, absolute and relative', () => {
    const { exponential } = random(103)
    const pairs = times(TRIALS, () => ({
      a: armOf(times(300, exponential)),
      b: armOf(times(300, () => 1.2 * exponential())),
    }))
    const absolute = shareOf(pairs, (pair) =>
      misses(requireValue(compare({ ...pair, ...two, scale: 'absolute' })).interval, 0.2),
    )
    const relative = shareOf(pairs, (pair) =>
      misses(requireValue(compare({ ...pair, ...two, scale: 'relative' })).interval, 0.2),
    )
    expect(absolute).toBeLessThanOrEqual(LIMIT)
    expect(relative).toBeLessThanOrEqual(LIMIT)
  })

  it('a ratio with clusters of 1 to 20 rows, where counting rows would be far too sure', () => {
    const { integer, uniform, binomial } = random(104)
    const arm = () => {
      const clusters = times(250, () => ({ rows: integer(1, 20), rate: 0.1 + 0.4 * uniform() }))
      const numerators = clusters.map(({ rows, rate }) => binomial(rows, rate))
      const denominators = clusters.map(({ rows }) => rows)
      const { estimate, unitVariance } = requireValue(fromUnits({ numerators, denominators }))
      const rows = denominators.reduce((sum, one) => sum + one, 0)
      return {
        byUnit: { n: 250, mean: estimate, variance: unitVariance },
        byRow: { successes: Math.round(estimate * rows), n: rows },
      }
    }
    const pairs = times(TRIALS, () => ({ a: arm(), b: arm() }))
    const byUnit = shareOf(pairs, ({ a, b }) =>
      misses(requireValue(compare({ a: a.byUnit, b: b.byUnit, ...two, scale: 'absolute' })).interval, 0),
    )
    const byRow = shareOf(pairs, ({ a, b }) => requireValue(pooledZTest({ a: a.byRow, b: b.byRow })).pValue < ALPHA)
    expect(byUnit).toBeLessThanOrEqual(LIMIT)
    expect(byRow).toBeGreaterThan(0.1)
  })

  it('the relative effect of CUPED-adjusted arms at a correlation of .8', () => {
    const { normal } = random(105)
    const arm = (lift: number): PairMoments => {
      const x = times(400, normal)
      const y = x.map((value) => (10 + 0.8 * value + 0.6 * normal()) * lift)
      return pairMoments(x, y)
    }
    const rate = shareOfTrials(TRIALS, () => {
      const { a, b } = requireValue(adjust({ a: arm(1), b: arm(1.02) }))
      return misses(requireValue(compare({ a, b, ...two, scale: 'relative' })).interval, 0.02)
    })
    expect(rate).toBeLessThanOrEqual(LIMIT)
    expect(rate).toBeGreaterThan(0.03)
  })

  it('a p95 between its order statistics', () => {
    const { exponential } = random(106)
    const { lowerRank, upperRank } = requireValue(orderStatisticRanks({ n: 400, p: 0.95, alpha: ALPHA }))
    const truth = -Math.log(0.05)
    const rate = shareOfTrials(TRIALS, () => {
      const sorted = Float64Array.from(times(400, exponential)).sort()
      return misses({ lower: sorted[lowerRank - 1] ?? 0, upper: sorted[upperRank - 1] ?? 0 }, truth)
    })
    expect(rate).toBeLessThanOrEqual(LIMIT)
  })

  it('the area under the curve, and the difference of two equal models on the same rows', () => {
    const { normal } = random(107)
    const truth = 0.76024993890652
    const rows = (size: number, shift: number) => times(size, () => shift + normal())
    const area = shareOfTrials(TRIALS, () =>
      misses(requireValue(delong({ positives: rows(100, 1), negatives: rows(100, 0), alpha: ALPHA })).interval, truth),
    )
    const paired = shareOfTrials(TRIALS, () => {
      const shared = { positives: rows(100, 1), negatives: rows(100, 0) }
      const noisy = (list: readonly number[]) => list.map((score) => score + 0.5 * normal())
      const model = () => ({ positives: noisy(shared.positives), negatives: noisy(shared.negatives) })
      return misses(requireValue(comparePaired({ a: model(), b: model(), alpha: ALPHA })).interval, 0)
    })
    expect(area).toBeLessThanOrEqual(upperLimit(0.055, TRIALS))
    expect(paired).toBeLessThanOrEqual(upperLimit(0.055, TRIALS))
  })

  it('F1 from one row per unit', () => {
    const { uniform } = random(108)
    const truth = (2 * 0.24) / (2 * 0.24 + 0.06 + 0.06)
    const rate = shareOfTrials(TRIALS, () => {
      const cells = { tp: 0, fp: 0, fn: 0, tn: 0 }
      for (let row = 0; row < 500; row++) {
        const u = uniform()
        cells[u < 0.24 ? 'tp' : u < 0.3 ? 'fp' : u < 0.36 ? 'fn' : 'tn'] += 1
      }
      const { f1 } = requireValue(fromCounts({ ...cells, alpha: ALPHA }))
      return f1 === null || misses(f1.interval, truth)
    })
    expect(rate).toBeLessThanOrEqual(LIMIT)
  })

  it('the planned size of two proportions finds the planned effect as often as planned', () => {
    const { binomial } = random(109)
    const plan = { pA: 0.3, pB: 0.37, alpha: ALPHA, nullVariance: 'pooled' } as const
    const { nPerArm: n } = requireValue(sampleSizeProportions({ ...plan, power: 0.8 }))
    const stated = requireValue(powerProportions({ ...plan, nA: n, nB: n, alternative: 'two-sided' })).power
    const found = shareOfTrials(TRIALS, () => {
      const test = pooledZTest({ a: { successes: binomial(n, plan.pA), n }, b: { successes: binomial(n, plan.pB), n } })
      return requireValue(test).pValue < ALPHA
    })
    expect(Math.abs(found - stated)).toBeLessThan(3 * Math.sqrt(0.16 / TRIALS))
  })
})

function pairMoments(x: readonly number[], y: readonly number[]): PairMoments {
  const ofX = requireValue(fromValues({ values: x }))
  const ofY = requireValue(fromValues({ values: y }))
  const cXY = x.reduce((sum, value, index) => sum + (value - ofX.mean) * ((y[index] ?? 0) - ofY.mean), 0)
  return { n: ofX.n, meanX: ofX.mean, meanY: ofY.mean, m2X: ofX.m2, m2Y: ofY.m2, cXY }
}
