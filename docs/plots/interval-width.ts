import { criticalValue } from '@/lib/stats/sequential/critical-value'
import { mixtureScale } from '@/lib/stats/sequential/mixture-scale'
import { linePlot } from './line-plot'

const PLANNED = 5000

/** The price of peeking: half width of the sequence against that of a single planned look. */
export function intervalWidthPlot(): string {
  const scale = mixtureScale({ nStar: PLANNED, alpha: 0.05, alternative: 'two-sided' })
  if (scale.status !== 'ok') throw new Error(`no mixture scale: ${scale.reason}`)
  const units = Array.from({ length: 60 }, (_, i) => 200 * 100 ** (i / 59))
  const half = (z: number, n: number) => (z * 2) / Math.sqrt(n)
  const sequence = units.map((n) => {
    const critical = criticalValue({ n, g: scale.value.g, alpha: 0.05, alternative: 'two-sided' })
    return [n, critical.status === 'ok' ? half(critical.value.z, n) : 0] as const
  })
  return linePlot({
    title: 'What peeking costs: width of the interval (planned: 5,000 units)',
    xLabel: 'units in both arms together',
    yLabel: 'half width, in standard deviations',
    xScale: 'log',
    xTicks: [200, 500, 1000, 2000, 5000, 20_000],
    yTicks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    series: [
      { label: 'any number of looks', color: '#0969da', points: sequence },
      { label: 'one look only', color: '#cf222e', dashed: true, points: units.map((n) => [n, half(1.96, n)] as const) },
    ],
  })
}
