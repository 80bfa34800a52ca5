import { criticalZ } from '../sequential/critical-z'
import { mixtureScaleValue } from '../sequential/mixture-scale-value'

/**
 * z(n) of the two-sided normal-mixture sequence tuned to nStar (Howard et al. 2021, Ann. Stat. 49), as a function of n
 * with its scale computed once; NaN where it is not defined.
 */
export function alwaysValidBoundary({ nStar, alpha }: { nStar: number; alpha: number }): (n: number) => number {
  const g = mixtureScaleValue({ nStar, alpha, alternative: 'two-sided' })
  return (n) => criticalZ({ n, g, alpha, alternative: 'two-sided' }) ?? Number.NaN
}
