const CLAMP = 2 ** 31 - 1

/** Rounds to the nearest integer, ties to even: the rule of every stored sum. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  if (rest < 0.5) return floor + 0
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor + 0 : floor + 1
}

/** q = round((x - center) / 2^unitExp), kept inside 32 bits; `clamped` tells that it had to be cut. */
export function toFixedPoint(
  x: number,
  center: number,
  unitExp: number,
  limit = CLAMP,
): { q: number; clamped: boolean } {
  const q = roundHalfEven((x - center) / 2 ** unitExp)
  if (q > limit) return { q: limit, clamped: true }
  if (q < -limit) return { q: -limit, clamped: true }
  return { q: q + 0, clamped: false }
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
