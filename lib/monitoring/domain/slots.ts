export const SLOT_MS = { '10s': 10_000, '5m': 300_000, '1h': 3_600_000, '1d': 86_400_000 } as const
export type Grain = keyof typeof SLOT_MS

/** Start of the UTC-aligned slot that holds an instant. */
export function slotOf(grain: Grain, atMs: number): number {
  const size = SLOT_MS[grain]
  return Math.floor(atMs / size) * size
}

/** Days since 1970-01-01 in UTC. */
export function dayNumber(atMs: number): number {
  return Math.floor(atMs / SLOT_MS['1d'])
}

/** UTC day as YYYY-MM-DD. */
export function dayOf(atMs: number): string {
  return new Date(slotOf('1d', atMs)).toISOString().slice(0, 10)
}

/** The UTC days in which these instants lie, each once. */
export function daysOf(instantsMs: readonly number[]): string[] {
  const days = new Set(instantsMs.map(dayNumber))
  return [...days].map((day) => dayOf(day * SLOT_MS['1d']))
}
