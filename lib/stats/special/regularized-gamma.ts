import gammainc from '@stdlib/math-base-special-gammainc'
import { regularizedGammaLarge } from './regularized-gamma-large'

/**
 * P(a, x), or Q(a, x) computed directly when `upper` (DLMF 8.2); a is the shape. @stdlib gammainc 0.3.1 takes an
 * expansion meant for x >> a whenever x > 1000 and a < x + 50, and is wrong by up to 20 % where x is near a: not used there.
 */
export function regularizedGamma({ x, a, upper }: { x: number; a: number; upper: boolean }): number {
  if (x > 1000 && a >= 100 && a < x + 50) return regularizedGammaLarge({ x, a, upper })
  return gammainc(x, a, true, upper)
}
