import { findRoot } from '../special/find-root'
import { closedFormZ } from './closed-form-z'
import { logEValue } from './log-e-value'
import type { Sidedness } from './sidedness'

/** z at which ln E reaches -ln alpha: closed form two-sided, a bracketed root one-sided. `null` without a root. */
export function criticalZ({
  n,
  g,
  alpha,
  alternative,
}: {
  n: number
  g: number
  alpha: number
  alternative: Sidedness
}): number | null {
  if (alternative === 'two-sided') return Math.sqrt((1 + g / n) * (Math.log1p(n / g) - 2 * Math.log(alpha)))
  const surplus = (z: number) => logEValue({ z, n, g, alternative }) + Math.log(alpha)
  // The closed form bounds the root from above; a hair more keeps the bracket when both agree to the last bit.
  return findRoot({ f: surplus, lower: 0, upper: closedFormZ({ n, g, alpha }) * (1 + 1e-9) })
}
