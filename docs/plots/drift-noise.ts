import { psiNoise } from '@/lib/stats/drift/psi-noise'
import { linePlot } from './line-plot'

const COLORS = { 10: '#0969da', 20: '#8250df', 64: '#bf3989' } as const

/** PSI that sampling alone reaches in 5 % of quiet windows, against the number of rows. */
export function driftNoisePlot(): string {
  const rows = Array.from({ length: 60 }, (_, i) => Math.round(50 * 200 ** (i / 59)))
  const line = (bins: number) =>
    rows.map((m) => {
      const noise = psiNoise({ n: 5000, m, bins, alpha: 0.05 })
      return [m, noise.status === 'ok' ? noise.value.threshold : 0] as const
    })
  return linePlot({
    title: 'PSI without any drift: the level one quiet window in twenty exceeds',
    xLabel: 'rows in the current window (reference: 5,000)',
    yLabel: 'PSI',
    xScale: 'log',
    xTicks: [50, 100, 500, 1000, 5000, 10_000],
    yTicks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    series: [
      ...([10, 20, 64] as const).map((bins) => ({ label: `${bins} bins`, color: COLORS[bins], points: line(bins) })),
      { label: 'rule of thumb .2', color: '#57606a', dashed: true, points: [50, 10_000].map((x) => [x, 0.2] as const) },
      { label: 'rule of thumb .1', color: '#afb8c1', dashed: true, points: [50, 10_000].map((x) => [x, 0.1] as const) },
    ],
  })
}
