import quantile from '@stdlib/stats-base-dists-beta-quantile'

/** x with I_x(a, b) = p, 0 < p < 1. */
export function betaQuantile({ p, a, b }: { p: number; a: number; b: number }): number {
  return quantile(p, a, b)
}
