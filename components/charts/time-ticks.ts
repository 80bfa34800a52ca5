const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [
  ...[10, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7].map((n) => n * DAY),
]

/** Ticks on round clock times of the reader's zone (`offsetMs` east of UTC), at most `most` of them. */
export function timeTicks(from: number, to: number, offsetMs = 0, most = 5): number[] {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? 30 * DAY
  const ticks: number[] = []
  for (let t = Math.ceil((from + offsetMs) / step) * step - offsetMs; t <= to; t += step) ticks.push(t)
  return ticks
}
