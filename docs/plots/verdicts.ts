import { metric } from '@/lib/stats/verdict/metric'
import { card, escapeXml } from './line-plot'

const INTERVALS = [
  { lower: 0.4, upper: 1.6 },
  { lower: -0.6, upper: 0.9 },
  { lower: -1.7, upper: 1.2 },
  { lower: -1.5, upper: -0.2 },
  { lower: -2.6, upper: -1.2 },
] as const
const COLORS: Record<string, string> = {
  SUPERIOR: '#1a7f37',
  NON_INFERIOR: '#0969da',
  INCONCLUSIVE: '#9a6700',
  HARM: '#cf222e',
}
const MARGINS = { nonInferiority: 1, harm: 1, win: null }

/** Each verdict as an interval of the oriented effect (right is better) against the margin. */
export function verdictsPlot(): string {
  const px = (x: number) => 230 + (x + 3) * 90
  const rule = (x: number, label: string, dash: string) =>
    [
      `<line x1="${px(x)}" x2="${px(x)}" y1="60" y2="330" stroke="#57606a" ${dash}/>`,
      `<text x="${px(x)}" y="350" text-anchor="middle">${escapeXml(label)}</text>`,
    ].join('')
  const rows = INTERVALS.map((evidence, i) => {
    const { verdict } = metric({ evidence, evidenceStatus: 'ok', margins: MARGINS, integrity: 'ok', fresh: true })
    const y = 90 + 52 * i
    const color = COLORS[verdict] ?? '#57606a'
    return [
      `<text x="24" y="${y + 4}" font-weight="600" fill="${color}">${verdict}</text>`,
      `<line x1="${px(evidence.lower)}" x2="${px(evidence.upper)}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="6" stroke-linecap="round"/>`,
    ].join('')
  })
  const title = 'Verdicts: where the interval lies against the margin (right is better)'
  return card(title, [
    `<text x="24" y="30" font-size="15" font-weight="600" fill="#1f2328">${escapeXml(title)}</text>`,
    rule(0, 'no difference', ''),
    rule(-1, 'margin', 'stroke-dasharray="6 4"'),
    ...rows,
  ])
}
