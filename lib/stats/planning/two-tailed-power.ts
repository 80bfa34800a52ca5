import { normalCdf } from '../special/normal-cdf'
import { normalQuantile } from '../special/normal-quantile'

/** Phi(z - z_{1-alpha/2}) + Phi(-z - z_{1-alpha/2}) for a planned effect of z standard errors. */
export function twoTailedPower({ z, alpha }: { z: number; alpha: number }): number {
  const critical = -normalQuantile({ p: alpha / 2 })
  return Math.min(1, normalCdf({ x: z - critical }) + normalCdf({ x: -z - critical }))
}
