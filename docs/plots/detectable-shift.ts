import { minimumDetectableShift } from '@/lib/stats/drift/minimum-detectable-shift'
import { normalQuantile } from '@/lib/stats/special/normal-quantile'
import { linePlot } from './line-plot'

/** Smallest shift of a normal feature that is found four times in five, against the number of rows. */
export function detectableShiftPlot(): string {
  const shares = Array.from({ length: 63 }, (_, i) => (i + 1) / 64)
  const cutValues = shares.map((p) => normalQuantile({ p }))
  const rows = Array.from({ length: 40 }, (_, i) => Math.round(160 * 62.5 ** (i / 39)))
  const line = (n: number) =>
    rows.map((m) => {
      const input = { cutValues, referenceShareBelow: shares, standardDeviation: 1, n, m, alpha: 0.05, power: 0.8 }
      const result = minimumDetectableShift(input)
      return [m, result.status === 'ok' ? (result.value.shiftInSd ?? 1) : 1] as const
    })
  return linePlot({
    title: 'What "no drift" rules out: the smallest shift we would have seen',
    xLabel: 'rows in the current window',
    yLabel: 'shift, in reference standard deviations',
    xScale: 'log',
    xTicks: [160, 500, 1000, 2000, 5000, 10_000],
    yTicks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    series: [
      { label: 'reference 1,000 rows', color: '#8250df', points: line(1000) },
      { label: 'reference 5,000 rows', color: '#0969da', points: line(5000) },
      { label: 'effect floor .1', color: '#57606a', dashed: true, points: [160, 10_000].map((x) => [x, 0.1] as const) },
    ],
  })
}
