import type { Arm, Problem } from '../result'

const STABLE_DENOMINATOR = 4

/**
 * Difference B - A of two valid arms and its standard error; relative to A by the delta method, where the base must lie
 * at least 4 standard errors from zero.
 */
export function effectOfArms({
  a,
  b,
  scale,
}: {
  a: Arm
  b: Arm
  scale: 'absolute' | 'relative'
}): { estimate: number; standardError: number } | Problem {
  if (a.variance === 0 && b.variance === 0) return { status: 'insufficient', reason: 'ZERO_VARIANCE' }
  const difference = b.mean - a.mean
  if (scale === 'absolute') {
    return { estimate: difference, standardError: Math.sqrt(a.variance / a.n + b.variance / b.n) }
  }
  if (a.mean === 0) return { status: 'invalid', reason: 'ZERO_DENOMINATOR' }
  if (Math.abs(a.mean) < STABLE_DENOMINATOR * Math.sqrt(a.variance / a.n)) {
    return { status: 'invalid', reason: 'UNSTABLE_DENOMINATOR' }
  }
  const variance = b.variance / (b.n * a.mean ** 2) + (a.variance * b.mean ** 2) / (a.n * a.mean ** 4)
  if (variance === 0) return { status: 'insufficient', reason: 'ZERO_VARIANCE' }
  return { estimate: difference / a.mean, standardError: Math.sqrt(variance) }
}
