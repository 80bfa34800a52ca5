/** Unit of a divergence: `'e'` is nats, `2` is bits (a Jensen-Shannon distance in bits lies in [0, 1]). */
export type LogBase = 'e' | 2

/** Nats per unit of the base. */
export function natsPer(logBase: LogBase): number {
  return logBase === 2 ? Math.LN2 : 1
}
