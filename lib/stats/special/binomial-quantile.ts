import quantile from '@stdlib/stats-base-dists-binomial-quantile'

/** The smallest k with P(X <= k) >= q for X ~ Binomial(n, p). */
export function binomialQuantile({ q, n, p }: { q: number; n: number; p: number }): number {
  return quantile(q, n, p)
}
