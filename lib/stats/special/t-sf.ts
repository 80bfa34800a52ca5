import { regularizedBeta } from './regularized-beta'

/** P(T_df > t) = 1/2 I_{df/(df+t^2)}(df/2, 1/2) for t >= 0 (Abramowitz and Stegun 26.7.1). */
export function tSf({ t, df }: { t: number; df: number }): number {
  if (t < 0) return 1 - tSf({ t: -t, df })
  const square = t * t
  // The smaller of x and 1 - x is exact; the other would round to 1 and lose the tail or the centre.
  if (square < df) return 0.5 * regularizedBeta({ x: square / (df + square), a: 0.5, b: df / 2, upper: true })
  return 0.5 * regularizedBeta({ x: df / (df + square), a: df / 2, b: 0.5, upper: false })
}
