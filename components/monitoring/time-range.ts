export const RANGES = [
  { value: '15m', label: 'Last 15 minutes', ms: 900_000 },
  { value: '1h', label: 'Last hour', ms: 3_600_000 },
  { value: '6h', label: 'Last 6 hours', ms: 21_600_000 },
  { value: '24h', label: 'Last 24 hours', ms: 86_400_000 },
  { value: '7d', label: 'Last 7 days', ms: 604_800_000 },
] as const

/** Start of the range, moved to a step so that the address of the request stays the same for a while. */
export function rangeWindow(range: string, nowMs: number): { from: string; to: string } {
  const ms = RANGES.find((one) => one.value === range)?.ms ?? 3_600_000
  const step = ms <= 900_000 ? 5000 : ms <= 3_600_000 ? 10_000 : 60_000
  const to = Math.ceil(nowMs / step) * step
  return { from: new Date(to - ms).toISOString(), to: new Date(to).toISOString() }
}
