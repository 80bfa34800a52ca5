import { regularizedBeta } from './regularized-beta'

/** P(X <= k) for X ~ Binomial(n, p): I_{1-p}(n-k, k+1), taken at p as an upper tail so that 1 - p is never rounded. */
export function binomialCdf({ k, n, p }: { k: number; n: number; p: number }): number {
  if (k < 0) return 0
  if (k >= n || p <= 0) return 1
  if (p >= 1) return 0
  const whole = Math.floor(k)
  return regularizedBeta({ x: p, a: whole + 1, b: n - whole, upper: true })
}
