import { regularizedGamma } from './regularized-gamma'

/** P(chi-square_df > x) = Q(df/2, x/2). */
export function chiSquareSf({ x, df }: { x: number; df: number }): number {
  if (x <= 0) return 1
  return regularizedGamma({ x: x / 2, a: df / 2, upper: true })
}
