import betaln from '@stdlib/math-base-special-betaln'

/** ln B(a, b). Never formed from three ln gammas: their difference cancels for large arguments. */
export function logBeta({ a, b }: { a: number; b: number }): number {
  return betaln(a, b)
}
