import { uniformStream } from '@/lib/stats/random/uniform-stream'
import { compare } from '@/lib/stats/sequential/compare'
import { normalQuantile } from '@/lib/stats/special/normal-quantile'
import { linePlot } from './line-plot'

const TRIALS = 1500
const LOOKS = 100
const UNITS = 100

/** Share of A/A comparisons that have raised an alarm by each look: a repeated t test against the sequence. */
export function peekingPlot(): string {
  const uniform = uniformStream({ seed: 4 })
  const alarms = { repeated: new Array<number>(LOOKS).fill(0), sequence: new Array<number>(LOOKS).fill(0) }
  for (let trial = 0; trial < TRIALS; trial++) {
    let [sumA, sumB] = [0, 0]
    const first = { repeated: LOOKS, sequence: LOOKS }
    for (let look = 0; look < LOOKS; look++) {
      // Sums of unit-variance values are normal; their exact law replaces the single draws.
      sumA += Math.sqrt(UNITS) * normalQuantile({ p: uniform() })
      sumB += Math.sqrt(UNITS) * normalQuantile({ p: uniform() })
      const n = UNITS * (look + 1)
      const a = { n, mean: sumA / n, variance: 1 }
      const b = { n, mean: sumB / n, variance: 1 }
      if (Math.abs(b.mean - a.mean) > 1.96 * Math.sqrt(2 / n)) first.repeated = Math.min(first.repeated, look)
      const tuning = { scale: 'absolute', nStar: 2 * UNITS * LOOKS, alpha: 0.05, alternative: 'two-sided' } as const
      const result = compare({ a, b, ...tuning })
      if (result.status === 'ok' && result.value.pValue < 0.05) first.sequence = Math.min(first.sequence, look)
    }
    for (const kind of ['repeated', 'sequence'] as const) {
      for (let look = first[kind]; look < LOOKS; look++) alarms[kind][look] = (alarms[kind][look] ?? 0) + 1
    }
  }
  const points = (counts: number[]) => counts.map((count, look) => [look + 1, count / TRIALS] as const)
  return linePlot({
    title: 'False alarms when nothing differs, by number of looks',
    xLabel: 'looks at the running comparison',
    yLabel: 'share of comparisons with a false alarm',
    xScale: 'linear',
    xTicks: [1, 20, 40, 60, 80, 100],
    yTicks: [0, 0.1, 0.2, 0.3, 0.4],
    series: [
      { label: 'ordinary test, repeated', color: '#cf222e', points: points(alarms.repeated) },
      { label: 'Slipway sequence', color: '#0969da', points: points(alarms.sequence) },
      { label: 'promised: 5 %', color: '#57606a', dashed: true, points: [1, 100].map((x) => [x, 0.05] as const) },
    ],
  })
}
