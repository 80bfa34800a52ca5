import { logGamma } from '../special/log-gamma'

const STEP = 1 / 16

/**
 * Limiting cdf of the Cramer-von Mises statistic (Anderson and Darling 1952):
 * F(x) = sum_k Gamma(k+1/2)/Gamma(k+1) sqrt(4k+1) e^{-y} K_{1/4}(y) / (pi^{3/2} sqrt x), y = (4k+1)²/(16 x).
 */
export function cvmLimitCdf({ x }: { x: number }): number {
  if (x <= 0) return 0
  let sum = 0
  for (let k = 0; k < 1000; k++) {
    const y = (4 * k + 1) ** 2 / (16 * x)
    const weight = Math.exp(logGamma({ x: k + 0.5 }) - logGamma({ x: k + 1 })) * Math.sqrt(4 * k + 1)
    const term = weight * besselTimesDecay(y)
    sum += term
    if (term < 1e-18 * sum || term === 0) break
  }
  return Math.min(1, sum / (Math.PI ** 1.5 * Math.sqrt(x)))
}

// e^{-y} K_{1/4}(y) = integral over t >= 0 of e^{-y (1 + cosh t)} cosh(t/4); the trapezoid rule converges exponentially.
function besselTimesDecay(y: number): number {
  let sum = Math.exp(-2 * y) / 2
  for (let i = 1; i < 10_000; i++) {
    const t = i * STEP
    const term = Math.exp(-y * (1 + Math.cosh(t))) * Math.cosh(t / 4)
    sum += term
    if (term < 1e-18 * sum || term === 0) break
  }
  return sum * STEP
}
