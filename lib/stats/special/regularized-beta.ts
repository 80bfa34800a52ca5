import betainc from '@stdlib/math-base-special-betainc'

/** I_x(a, b), or 1 - I_x(a, b) computed directly when `upper` (DLMF 8.17). */
export function regularizedBeta({ x, a, b, upper }: { x: number; a: number; b: number; upper: boolean }): number {
  return betainc(x, a, b, true, upper)
}
