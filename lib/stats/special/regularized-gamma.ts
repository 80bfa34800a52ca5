import gammainc from '@stdlib/math-base-special-gammainc'

/** P(a, x), or Q(a, x) computed directly when `upper` (DLMF 8.2); a is the shape. */
export function regularizedGamma({ x, a, upper }: { x: number; a: number; upper: boolean }): number {
  return gammainc(x, a, true, upper)
}
