import { logBeta } from '../special/log-beta'

/** ln of n!/(x1! ... xk!), as a chain of binomial coefficients ln C(n, k) = -ln(n+1) - lnB(n-k+1, k+1). */
export function logMultinomialCoefficient(counts: readonly number[]): number {
  let rest = counts.reduce((sum, count) => sum + count, 0)
  let sum = 0
  for (const count of counts) {
    sum -= Math.log(rest + 1) + logBeta({ a: rest - count + 1, b: count + 1 })
    rest -= count
  }
  return sum
}
