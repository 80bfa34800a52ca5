import type { Arm } from '../result'

/** ((nA-1) sA^2 + (nB-1) sB^2)/(nA+nB-2), the variance per unit common to both arms (Student 1908). */
export function pooledVariance({ a, b }: { a: Arm; b: Arm }): number {
  return ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2)
}
