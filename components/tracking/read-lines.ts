import type { LinePoint, PlotLine } from './prepare-metric-lines'

export interface LineFigures {
  id: string
  label: string
  count: number
  first: LinePoint
  lowest: LinePoint
  highest: LinePoint
  last: LinePoint
}

/** The point of a line that is nearest to a place on the axis; its points stand in order of x. */
export function nearestPoint(points: readonly LinePoint[], x: number): LinePoint | null {
  let low = 0
  let high = points.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.x ?? 0) < x) low = middle + 1
    else high = middle
  }
  const [before, after] = [points[low - 1], points[low]]
  if (!before || !after) return after ?? before ?? null
  return x - before.x <= after.x - x ? before : after
}

/** What a line says in numbers; null where it has none. */
export function figuresOf(line: PlotLine): LineFigures | null {
  const known = line.points.filter((point) => Number.isFinite(point.value))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return null
  const lowest = known.reduce((a, b) => (b.value < a.value ? b : a))
  const highest = known.reduce((a, b) => (b.value > a.value ? b : a))
  return { id: line.id, label: line.label, count: line.count, first, lowest, highest, last }
}

/** The chart in a sentence per line. */
export function describeLines(lines: readonly PlotLine[], format: (value: number) => string): string {
  if (lines.length === 0) return 'Nothing to draw.'
  return lines
    .map((line) => {
      const figures = figuresOf(line)
      return figures === null
        ? `${line.label}: no number.`
        : `${line.label}: latest ${format(figures.last.value)} at step ${figures.last.step}, lowest ${format(figures.lowest.value)} at ${figures.lowest.step}, highest ${format(figures.highest.value)} at ${figures.highest.step}, ${line.count} points.`
    })
    .join(' ')
}
