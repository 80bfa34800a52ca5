export interface SeriesPoint {
  step: number
  atMs: number
  /** NaN where the program logged none. */
  value: number
}

/** The lowest and the highest of some points, in their order; a stretch without any number keeps one point, so that the gap shows. */
function extremes(points: readonly SeriesPoint[]): SeriesPoint[] {
  let low: SeriesPoint | undefined
  let high: SeriesPoint | undefined
  for (const point of points) {
    if (Number.isNaN(point.value)) continue
    if (low === undefined || point.value < low.value) low = point
    if (high === undefined || point.value > high.value) high = point
  }
  if (low === undefined || high === undefined) return points.slice(0, 1)
  if (low === high) return [low]
  return points.indexOf(low) < points.indexOf(high) ? [low, high] : [high, low]
}

/**
 * At most `max` (4 or more) of the points, in order: the first, the last, and of every stretch between them its lowest and highest,
 * so that no spike is ever lost by drawing fewer points.
 */
export function downsample(points: readonly SeriesPoint[], max: number): SeriesPoint[] {
  const first = points[0]
  const last = points.at(-1)
  if (points.length <= max || first === undefined || last === undefined) return [...points]
  const stretches = Math.floor((max - 2) / 2)
  const inner = points.length - 2
  const kept = [first]
  for (let index = 0; index < stretches; index += 1) {
    const from = 1 + Math.floor((index * inner) / stretches)
    const to = 1 + Math.floor(((index + 1) * inner) / stretches)
    kept.push(...extremes(points.slice(from, to)))
  }
  kept.push(last)
  return kept
}
