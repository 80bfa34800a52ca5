import { logBeta } from '../special/log-beta'

/**
 * ln of B(alpha + x)/B(alpha), the Dirichlet-multinomial probability without its coefficient, as a chain of two-argument
 * beta functions: three ln gammas of large counts would cancel.
 */
export function logDirichletRatio({ alpha, counts }: { alpha: readonly number[]; counts: readonly number[] }): number {
  let restAlpha = alpha.reduce((sum, a) => sum + a, 0)
  let restCount = counts.reduce((sum, x) => sum + x, 0)
  let sum = 0
  for (const [arm, count] of counts.slice(0, -1).entries()) {
    const a = alpha[arm] ?? 0
    restAlpha -= a
    restCount -= count
    sum += logBeta({ a: a + count, b: restAlpha + restCount }) - logBeta({ a, b: restAlpha })
  }
  return sum
}
