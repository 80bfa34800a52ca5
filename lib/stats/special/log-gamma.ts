import gammaln from '@stdlib/math-base-special-gammaln'

/** ln Gamma(x) for x > 0. */
export function logGamma({ x }: { x: number }): number {
  return gammaln(x)
}
