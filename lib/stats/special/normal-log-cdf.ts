import logcdf from '@stdlib/stats-base-dists-normal-logcdf'
import { normalCdf } from './normal-cdf'

/** ln Phi(x), finite far beyond the underflow of Phi. */
export function normalLogCdf({ x }: { x: number }): number {
  // Above 0 the upper tail is the small, exactly known part; the logarithm of a number next to 1 would lose it.
  if (x > 0) return Math.log1p(-normalCdf({ x: -x }))
  return logcdf(x, 0, 1)
}
