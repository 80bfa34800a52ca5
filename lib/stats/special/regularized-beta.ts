import betainc from '@stdlib/math-base-special-betainc'
import { regularizedBetaLarge } from './regularized-beta-large'

const LARGE = 1e5

/**
 * I_x(a, b), or 1 - I_x(a, b) computed directly when `upper` (DLMF 8.17). @stdlib betainc 0.2.3 keeps 5e-11 up to a = b =
 * 1e6 and then loses digits (3e-8 at 1e9): not used where both are large.
 */
export function regularizedBeta({ x, a, b, upper }: { x: number; a: number; b: number; upper: boolean }): number {
  if (Math.min(a, b) >= LARGE) return regularizedBetaLarge({ x, a, b, upper })
  return betainc(x, a, b, true, upper)
}
