import quantile from '@stdlib/stats-base-dists-t-quantile'

/** t with P(T_df <= t) = p, 0 < p < 1, df > 0 (not only integers). */
export function tQuantile({ p, df }: { p: number; df: number }): number {
  return quantile(p, df)
}
