import type { Arm } from '../../result'

/** Arm of a proportion from its counts: the sample variance of zeros and ones. */
export function proportionArm(successes: number, n: number): Arm {
  const mean = successes / n
  return { n, mean, variance: (mean * (1 - mean) * n) / (n - 1) }
}
