import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { delong } from '@/lib/stats/auc/delong'
import { buildNumericSpec } from '@/lib/stats/drift/build-numeric-spec'
import { decideNumeric } from '@/lib/stats/drift/decide-numeric'
import { sketchNumeric } from '@/lib/stats/drift/sketch-numeric'
import { binnedAuroc } from '@/lib/stats/performance/binned-auroc'
import { uniformStream } from '@/lib/stats/random/uniform-stream'
import { compare } from '@/lib/stats/sequential/compare'
import { normalQuantile } from '@/lib/stats/special/normal-quantile'
import { metric } from '@/lib/stats/verdict/metric'
import { orient } from '@/lib/stats/verdict/orient'
import type { Figure } from './figure'

const ROUNDS = 30
const uniform = uniformStream({ seed: 1 })
const normals = (n: number, mean: number) => Array.from({ length: n }, () => mean + normalQuantile({ p: uniform() }))

/** Cost of the statistics at realistic sizes, in milliseconds per call, and what the largest of them holds in memory. */
export async function run(): Promise<Figure[]> {
  const small = delongOf(10_000)
  const large = delongOf(100_000)
  const row = driftOf(1)
  const query = driftOf(240)
  const delongSmall = timed('stats.delong.1e4', 'ms', 1, small)
  const delongLarge = timed('stats.delong.1e5', 'ms', 1, large)
  return [
    timed('stats.verdict.10-metrics-3-arms', 'ms', 20, verdicts),
    timed('stats.drift.row-64-bins', 'ms', 50, row),
    { ...timed('stats.drift.10-features-24-slots-merged', 'ms', 5, mergedSlots), target: 5 },
    timed('stats.drift.240-decisions', 'ms', 1, query),
    timed('stats.auroc.64-bins', 'ms', 500, aurocFromBins),
    delongSmall,
    // Ten times the rows may cost a little over ten times as much: O(n log n).
    { ...delongLarge, baseline: delongSmall.median, ratio: delongLarge.median / delongSmall.median, target: 14 },
    heap('stats.delong.1e5.memory', large),
  ]
}

function verdicts(): void {
  for (let i = 0; i < 10; i++) {
    for (let candidate = 0; candidate < 2; candidate++) {
      const a = { n: 5000, mean: 0.2, variance: 0.16 }
      const b = { n: 5000, mean: 0.2 + 0.001 * i, variance: 0.16 }
      const tuning = { scale: 'absolute', nStar: 20_000, alpha: 0.05 } as const
      const [less, greater] = (['less', 'greater'] as const).map((alternative) =>
        compare({ a, b, ...tuning, alternative }),
      )
      if (less?.status !== 'ok' || greater?.status !== 'ok') throw new Error('the benchmark comparison is not ok')
      const interval = { lower: greater.value.interval.lower, upper: less.value.interval.upper }
      metric({
        evidence: orient({ interval, direction: 'decrease-is-better' }),
        evidenceStatus: 'ok',
        margins: { nonInferiority: 0.01, harm: 0.01, win: null },
        integrity: 'ok',
        fresh: true,
      })
    }
  }
}

const spec = (() => {
  const built = buildNumericSpec({ values: normals(5000, 0) })
  if (built.status !== 'ok') throw new Error(`the benchmark spec is ${built.status}`)
  return built.value
})()
const slot = (() => {
  const sketch = sketchNumeric({ cuts: spec.cuts, values: normals(1000, 0.1) })
  if (sketch.status !== 'ok') throw new Error(`the benchmark sketch is ${sketch.status}`)
  return sketch.value
})()

function decide(cur: { counts: number[]; sums: number[] }): void {
  decideNumeric({ ref: spec, cur, standardDeviation: spec.standardDeviation, alpha: 0.05, floor: 0.1 })
}

function driftOf(rows: number): () => void {
  return () => {
    for (let row = 0; row < rows; row++) decide(slot)
  }
}

// The read model of a day: per feature 24 slots are added up, then decided once.
function mergedSlots(): void {
  for (let feature = 0; feature < 10; feature++) {
    const counts = new Array<number>(slot.counts.length).fill(0)
    const sums = new Array<number>(slot.sums.length).fill(0)
    for (let hour = 0; hour < 24; hour++) {
      for (let bin = 0; bin < counts.length; bin++) {
        counts[bin] = (counts[bin] ?? 0) + (slot.counts[bin] ?? 0)
        sums[bin] = (sums[bin] ?? 0) + (slot.sums[bin] ?? 0)
      }
    }
    decide({ counts, sums })
  }
}

const scoreBins = {
  positives: Array.from({ length: 64 }, (_, bin) => 10 + bin),
  negatives: Array.from({ length: 64 }, (_, bin) => 400 - 5 * bin),
}

function aurocFromBins(): void {
  binnedAuroc(scoreBins)
}

function delongOf(rows: number): () => void {
  const positives = normals(rows / 10, 1)
  const negatives = normals((9 * rows) / 10, 0)
  return () => {
    delong({ positives, negatives, alpha: 0.05 })
  }
}

function timed(name: string, unit: string, calls: number, work: () => void): Figure {
  for (let warm = 0; warm < 3; warm++) work()
  const samples = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    for (let call = 0; call < calls; call++) work()
    return (performance.now() - start) / calls
  })
  return figure(name, unit, samples)
}

function heap(name: string, work: () => void): Figure {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const samples = Array.from({ length: 5 }, () => {
    collect()
    const before = heldBytes()
    work()
    return Math.max(0, heldBytes() - before) / 2 ** 20
  })
  return figure(name, 'MiB', samples)
}

// Sorted columns are typed arrays, which live outside the JavaScript heap.
function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function figure(name: string, unit: string, samples: number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const min = sorted[0] ?? 0
  const max = sorted.at(-1) ?? 0
  return { name, value: median, unit, baseline: null, ratio: null, target: null, n: samples.length, min, median, max }
}
