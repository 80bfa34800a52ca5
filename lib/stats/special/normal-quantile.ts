import quantile from '@stdlib/stats-base-dists-normal-quantile'
import { normalLogCdf } from './normal-log-cdf'

const NEWTON_BELOW = 1e-4
const START_FROM_TAIL_BELOW = 1e-15
const MAX_STEPS = 60

/**
 * Phi^-1(p) for 0 < p < 1. Wichura 1988 (AS 241) through @stdlib, refined below 1e-4 by Newton steps on the log cdf:
 * @stdlib 0.3.1 loses digits from 1e-9 down and returns -Infinity from 1e-17 down.
 */
export function normalQuantile({ p }: { p: number }): number {
  if (p > 0.5) return -normalQuantile({ p: 1 - p })
  if (!(p > 0)) return p === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (p >= NEWTON_BELOW) return quantile(p, 0, 1)
  const target = Math.log(p)
  let x = p < START_FROM_TAIL_BELOW ? -Math.sqrt(-2 * target) : quantile(p, 0, 1)
  for (let step = 0; step < MAX_STEPS; step++) {
    const logCdf = normalLogCdf({ x })
    // Phi/phi as the exponential of a difference of logarithms, since both parts underflow.
    const millsRatio = Math.exp(logCdf + 0.5 * x * x) * Math.sqrt(2 * Math.PI)
    const next = x - (logCdf - target) * millsRatio
    if (Math.abs(next - x) <= 1e-15 * Math.abs(next)) return next
    x = next
  }
  return x
}
