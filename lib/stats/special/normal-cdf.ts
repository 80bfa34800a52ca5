import cdf from '@stdlib/stats-base-dists-normal-cdf'

/** Phi(x), the standard normal distribution function. Underflows to 0 near x = -39: use `normalLogCdf` there. */
export function normalCdf({ x }: { x: number }): number {
  return cdf(x, 0, 1)
}
