export interface Series {
  readonly label: string
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly color: string
  readonly dashed?: boolean
}

export interface LinePlot {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly xScale: 'linear' | 'log'
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly series: readonly Series[]
}

const WIDTH = 720
const HEIGHT = 380
const BOX = { left: 64, right: 200, top: 44, bottom: 52 }
const INK = '#57606a'
const GRID = '#d0d7de'

/** A static SVG line plot on a white card, readable on light and dark pages alike. */
export function linePlot(plot: LinePlot): string {
  const position = (x: number) => (plot.xScale === 'log' ? Math.log(x) : x)
  const [xLow, xHigh] = [position(plot.xTicks[0] ?? 0), position(plot.xTicks.at(-1) ?? 1)]
  const [yLow, yHigh] = [plot.yTicks[0] ?? 0, plot.yTicks.at(-1) ?? 1]
  const px = (x: number) => BOX.left + ((position(x) - xLow) / (xHigh - xLow)) * (WIDTH - BOX.left - BOX.right)
  const py = (y: number) => HEIGHT - BOX.bottom - ((y - yLow) / (yHigh - yLow)) * (HEIGHT - BOX.top - BOX.bottom)
  const text = (x: number, y: number, anchor: string, content: string, extra = '') =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" ${extra}>${escapeXml(content)}</text>`
  const right = WIDTH - BOX.right
  const bottom = HEIGHT - BOX.bottom
  const grid = plot.yTicks.flatMap((tick) => [
    `<line x1="${BOX.left}" x2="${right}" y1="${py(tick).toFixed(1)}" y2="${py(tick).toFixed(1)}" stroke="${GRID}"/>`,
    text(BOX.left - 8, py(tick) + 4, 'end', String(tick)),
  ])
  const axis = plot.xTicks.map((tick) => text(px(tick), bottom + 18, 'middle', tick.toLocaleString('en-US')))
  const legend = plot.series.flatMap(({ label, color, dashed }, i) => {
    const y = BOX.top + 14 + 20 * i
    const dash = dashed ? 'stroke-dasharray="6 4"' : ''
    return [
      `<line x1="${right + 14}" x2="${right + 38}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="2.5" ${dash}/>`,
      text(right + 44, y + 4, 'start', label),
    ]
  })
  const lines = plot.series.map(({ points, color, dashed }) => {
    const inside = points.filter(([, y]) => y <= yHigh && y >= yLow)
    const path = inside.map(([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`).join(' ')
    const dash = dashed ? 'stroke-dasharray="6 4"' : ''
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2.5" ${dash}/>`
  })
  return card(plot.title, [
    ...grid,
    ...axis,
    ...lines,
    ...legend,
    text(BOX.left, 26, 'start', plot.title, 'font-size="15" font-weight="600" fill="#1f2328"'),
    text((BOX.left + right) / 2, HEIGHT - 12, 'middle', plot.xLabel),
    `<text transform="translate(16 ${(BOX.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(plot.yLabel)}</text>`,
  ])
}

/** The white card and the type that every plot shares. */
export function card(title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}"`,
    `  font-family="system-ui, sans-serif" font-size="12" fill="${INK}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
