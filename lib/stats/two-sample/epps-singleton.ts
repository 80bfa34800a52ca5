import { samplesProblem } from '../input/samples-problem'
import { type Assumption, type FixedSampleResult, insufficient, invalid, type Method, ok, refuse } from '../result'
import { chiSquareSf } from '../special/chi-square-sf'
import { compensatedSum } from '../sums/compensated-sum'
import { solvePositiveDefinite } from './solve-positive-definite'

const METHOD: Method<Assumption> = {
  method: 'twoSample.eppsSingleton',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}
const POINTS = [0.4, 0.8]
const SMALL_SAMPLE = 25

/**
 * Epps-Singleton test: empirical characteristic functions compared at t = (.4, .8) over the pooled semi-interquartile
 * range, chi-square with 4 degrees of freedom; holds for discrete values too (Epps and Singleton 1986; small-sample
 * factor of Goerg and Kaiser 2009). Needs 5 values a side; a pooled range of 0 is `ZERO_VARIANCE`.
 */
export function eppsSingleton({
  a,
  b,
}: {
  a: readonly number[]
  b: readonly number[]
}): FixedSampleResult<{ w: number; pValue: number }> {
  const n = { a: a.length, b: b.length }
  const problem = samplesProblem({ a, b, fewest: 5 })
  if (problem) return refuse(METHOD, n, problem)
  const scale = semiInterquartileRange([...a, ...b])
  if (scale === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const left = features(a, scale)
  const right = features(b, scale)
  const total = n.a + n.b
  const covariance = left.covariance.map((row, i) =>
    row.map((cell, j) => (total / n.a) * cell + (total / n.b) * (right.covariance[i]?.[j] ?? 0)),
  )
  const gap = left.mean.map((value, i) => value - (right.mean[i] ?? 0))
  const solved = solvePositiveDefinite(covariance, gap)
  if (solved === null) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  const plain = total * compensatedSum(gap.map((value, i) => value * (solved[i] ?? 0)))
  const factor = Math.max(n.a, n.b) < SMALL_SAMPLE ? 1 / (1 + total ** -0.45 + 10.1 * (n.a ** -1.7 + n.b ** -1.7)) : 1
  const w = factor * plain
  return ok(METHOD, n, { w, pValue: chiSquareSf({ x: w, df: 2 * POINTS.length }) })
}

function semiInterquartileRange(values: number[]): number {
  const sorted = Float64Array.from(values).sort()
  const quantile = (p: number) => {
    const position = (sorted.length - 1) * p
    const low = Math.floor(position)
    const from = sorted[low] ?? 0
    return from + (position - low) * ((sorted[low + 1] ?? from) - from)
  }
  return (quantile(0.75) - quantile(0.25)) / 2
}

function features(values: readonly number[], scale: number): { mean: number[]; covariance: number[][] } {
  const waves = POINTS.map((t) => (x: number) => Math.cos((t * x) / scale)).concat(
    POINTS.map((t) => (x: number) => Math.sin((t * x) / scale)),
  )
  const columns = waves.map((wave) => values.map(wave))
  const mean = columns.map((column) => compensatedSum(column) / values.length)
  const centred = columns.map((column, i) => column.map((value) => value - (mean[i] ?? 0)))
  const covariance = centred.map((one) =>
    centred.map((other) => compensatedSum(one.map((value, k) => value * (other[k] ?? 0))) / values.length),
  )
  return { mean, covariance }
}
