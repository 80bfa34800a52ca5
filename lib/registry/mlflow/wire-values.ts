/** Milliseconds since the epoch: MLflow's int64 values are JSON numbers. */
export function wireTime(at: Date | string): number {
  return (typeof at === 'string' ? new Date(at) : at).getTime()
}

/** What JSON cannot say as a number travels as text, in both directions. */
export function wireMetric(value: number): number | string {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Number.POSITIVE_INFINITY) return 'Infinity'
  return value === Number.NEGATIVE_INFINITY ? '-Infinity' : value
}

const SPECIAL: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

/** A metric value as sent: a number, one of the three words, or digits in text; null for anything else. */
export function parseMetric(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return null
  const special = SPECIAL[value]
  if (special !== undefined) return special
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** What goes over the wire: no null members, no empty lists, every bigint a number. */
export function toWire(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(toWire).filter((item) => !isLeftOut(item))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]) => [key, toWire(member)] as const)
  return Object.fromEntries(members.filter(([, member]) => !isLeftOut(member)))
}
