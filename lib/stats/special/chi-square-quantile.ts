import { chiSquareSf } from './chi-square-sf'
import { findRoot } from './find-root'
import { regularizedGamma } from './regularized-gamma'

/**
 * x with P(chi-square_df <= x) = p, 0 < p < 1: the root of the nearer tail in ln x, so that tiny p and p next to 1
 * keep their relative accuracy. NaN when no root is found.
 */
export function chiSquareQuantile({ p, df }: { p: number; df: number }): number {
  if (p === 0) return 0
  if (!(p > 0 && p < 1 && df > 0)) return Number.NaN
  const gap =
    p > 0.5
      ? (y: number) => Math.log(1 - p) - Math.log(chiSquareSf({ x: Math.exp(y), df }))
      : (y: number) => Math.log(regularizedGamma({ x: Math.exp(y) / 2, a: df / 2, upper: false })) - Math.log(p)
  let lower = Math.log(df) - 1
  let upper = Math.log(df) + 1
  while (gap(lower) > 0 && lower > -700) lower -= Math.max(1, Math.abs(lower))
  while (gap(upper) < 0 && upper < 700) upper += 1
  const root = findRoot({ f: gap, lower, upper, absoluteTolerance: 1e-15 })
  return root === null ? Number.NaN : Math.exp(root)
}
