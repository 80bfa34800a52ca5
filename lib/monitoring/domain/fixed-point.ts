/** Largest stored value of one row: 32 bits. */
export const FIXED_LIMIT = 2 ** 31 - 1

/** Rounds to the nearest integer, ties to even: the rule of every stored sum. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  if (rest < 0.5) return floor + 0
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor + 0 : floor + 1
}

/** round((x - center) / unit), kept inside +-limit. */
export function quantize(x: number, center: number, unit: number, limit: number): number {
  const q = roundHalfEven((x - center) / unit)
  return Math.min(limit, Math.max(-limit, q))
}

/** The same with the unit as a power of two; `clamped` tells that the value had to be cut. */
export function toFixedPoint(
  x: number,
  center: number,
  unitExp: number,
  limit = FIXED_LIMIT,
): { q: number; clamped: boolean } {
  const q = quantize(x, center, 2 ** unitExp, limit)
  return { q, clamped: Math.abs(q) === limit }
}

/** Unit that keeps 23 bits of the largest reference deviation. */
export function unitExpFor(largest: number): number {
  return largest > 0 && Number.isFinite(largest) ? Math.ceil(Math.log2(largest)) - 23 : -20
}

/** Probabilities are stored in units of 2^-30. */
export const PROBABILITY_UNIT = 2 ** 30
export function probabilityToFixed(p: number): number {
  return roundHalfEven(p * PROBABILITY_UNIT)
}
