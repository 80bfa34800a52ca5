import { logGamma } from '../special/log-gamma'
import { regularizedGamma } from '../special/regularized-gamma'

const NEGLIGIBLE = 1e-18

/**
 * P(chi-square_df(lambda) > x) as the Poisson mixture sum_j Pois(j; lambda/2) Q(df/2 + j, x/2) (Patnaik 1949), summed
 * outwards from the most probable j.
 */
export function nonCentralChiSquareSf({ x, df, lambda }: { x: number; df: number; lambda: number }): number {
  const half = lambda / 2
  if (half === 0) return regularizedGamma({ x: x / 2, a: df / 2, upper: true })
  const weight = (j: number) => Math.exp(j * Math.log(half) - half - logGamma({ x: j + 1 }))
  const term = (j: number) => weight(j) * regularizedGamma({ x: x / 2, a: df / 2 + j, upper: true })
  const mode = Math.floor(half)
  let sum = 0
  for (let j = mode; weight(j) > NEGLIGIBLE; j++) sum += term(j)
  for (let j = mode - 1; j >= 0 && weight(j) > NEGLIGIBLE; j--) sum += term(j)
  return Math.min(1, sum)
}
