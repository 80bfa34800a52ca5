import { normalLogCdf } from '../special/normal-log-cdf'
import type { Sidedness } from './sidedness'

/**
 * ln E of the normal mixture after n units at z standard errors: ½ ln(g/(n+g)) + ½ n/(n+g) z², and for the one-sided
 * half-normal mixture plus ln 2 + ln Phi(z sqrt(n/(n+g))), z signed towards the alternative.
 */
export function logEValue({
  z,
  n,
  g,
  alternative,
}: {
  z: number
  n: number
  g: number
  alternative: Sidedness
}): number {
  const weight = n / (n + g)
  const twoSided = 0.5 * Math.log(g / (n + g)) + 0.5 * weight * z ** 2
  if (alternative === 'two-sided') return twoSided
  return twoSided + Math.LN2 + normalLogCdf({ x: z * Math.sqrt(weight) })
}
