const UNITS: readonly [number, string][] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** "12 min", "3 h"; below one second "1 s", so that nothing flickers through zero. */
export function describeDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  for (const [size, unit] of UNITS) if (seconds >= size) return `${Math.floor(seconds / size)} ${unit}`
  return '1 s'
}

/** "just now", "12 min ago", "in 3 h". */
export function describeAgo(atMs: number, nowMs: number): string {
  const distance = nowMs - atMs
  if (Math.abs(distance) < 2000) return 'just now'
  return distance > 0 ? `${describeDuration(distance)} ago` : `in ${describeDuration(-distance)}`
}
