import { DDSketch } from '@datadog/sketches-js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { uniformStream } from '../random/uniform-stream'
import { normalDraw } from '../testing/draws/normal-draw'
import { holds } from '../testing/property'
import { requireValue } from '../testing/require-value'
import { LATENCY_EDGES } from './latency-edges'
import { latencyPosition } from './latency-position'
import { latencyQuantile } from './latency-quantile'

const positionOf = (seconds: number) => requireValue(latencyPosition({ seconds })).position
const OWN_ERROR = 2 ** (1 / 64) - 1
const ORACLE_ERROR = 0.01

function sketchOf(values: readonly number[]): { positions: number[]; counts: number[] } {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(positionOf(value), (counts.get(positionOf(value)) ?? 0) + 1)
  return { positions: [...counts.keys()], counts: [...counts.values()] }
}

it('quantiles agree with sketches-js within the summed relative errors on 10 000 random latencies', () => {
  const uniform = uniformStream({ seed: 11 })
  const values = Array.from({ length: 10_000 }, () => 0.05 * Math.exp(normalDraw(uniform)))
  const oracle = new DDSketch({ relativeAccuracy: ORACLE_ERROR })
  for (const value of values) oracle.accept(value)
  const sorted = Float64Array.from(values).sort()
  for (const p of [0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]) {
    const { quantile } = requireValue(latencyQuantile({ ...sketchOf(values), p }))
    const exact = sorted[Math.ceil(p * sorted.length) - 1] ?? 0
    expect(Math.abs(quantile / exact - 1)).toBeLessThanOrEqual(OWN_ERROR + 1e-12)
    // The oracle reports rank floor(q (n - 1)), one below ours, hence the gap between two neighbouring values on top.
    const neighbour = (sorted[Math.floor(p * (sorted.length - 1))] ?? 0) / exact
    const oracleValue = oracle.getValueAtQuantile(p) / neighbour
    expect(Math.abs(quantile / oracleValue - 1)).toBeLessThanOrEqual(OWN_ERROR + ORACLE_ERROR + 1e-3)
  }
})

it('a tenth, a quarter and one second lie at their published positions', () => {
  expect([0.1, 0.25, 1, 0, -3, 1024, 1024.1, 1e9].map(positionOf)).toEqual([438, 480, 544, 0, 0, 864, 865, 865])
})

it('every value lies in the bucket of its position, edges in the lower one', () => {
  holds([fc.double({ min: 1e-5, max: 1024, noNaN: true })], (seconds) => {
    const position = positionOf(seconds)
    return (LATENCY_EDGES[position - 1] ?? 0) < seconds && seconds <= (LATENCY_EDGES[position] ?? 0)
  })
  for (const [position, edge] of LATENCY_EDGES.entries()) expect(positionOf(edge)).toBe(position)
})

it('the p99 of ten values is the tenth, not the ninth', () => {
  const values = Array.from({ length: 10 }, (_, i) => (i + 1) / 100)
  const { lowerEdge, upperEdge } = requireValue(latencyQuantile({ ...sketchOf(values), p: 0.99 }))
  expect(lowerEdge < 0.1 && 0.1 <= upperEdge).toBe(true)
})

it('NaN is refused instead of counted as zero, and an empty sketch has no quantile', () => {
  expect(latencyPosition({ seconds: Number.NaN })).toMatchObject({ reason: 'NON_FINITE_INPUT' })
  expect(latencyQuantile({ positions: [3], counts: [0], p: 0.5 })).toMatchObject({ reason: 'NO_DATA' })
})

it('the order of buckets does not matter', () => {
  const bucket = fc.tuple(fc.integer({ min: 0, max: 864 }), fc.integer({ min: 1, max: 9 }))
  holds([fc.array(bucket, { minLength: 1 })], (buckets) => {
    const at = (list: typeof buckets) =>
      requireValue(latencyQuantile({ positions: list.map(([p]) => p), counts: list.map(([, c]) => c), p: 0.9 }))
        .quantile
    return at(buckets) === at([...buckets].reverse())
  })
})
