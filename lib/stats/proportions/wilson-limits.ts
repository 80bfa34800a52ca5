import type { Count } from '../result'
import { normalQuantile } from '../special/normal-quantile'

/**
 * Both Wilson score limits as bare numbers, for the methods built on them: centre (p + z^2/2n)/(1 + z^2/n), half width
 * z/(1 + z^2/n) sqrt(pq/n + z^2/4n^2). Wilson 1927, JASA 22. The caller has checked the count and alpha.
 */
export function wilsonLimits({ successes, n, alpha }: Count & { alpha: number }): { lower: number; upper: number } {
  const z = -normalQuantile({ p: alpha / 2 })
  const p = successes / n
  const shrink = 1 + (z * z) / n
  const centre = (p + (z * z) / (2 * n)) / shrink
  const half = (z / shrink) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return {
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === n ? 1 : Math.min(1, centre + half),
  }
}
