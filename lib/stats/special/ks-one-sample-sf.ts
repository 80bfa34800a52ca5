import { ksMatrixPowerCdf } from './ks-matrix-power-cdf'
import { ksPelzGoodSf } from './ks-pelz-good-sf'
import { smirnovOneSidedSf } from './smirnov-one-sided-sf'

const SMALL_N = 140

/**
 * P(D_n >= d) of the two-sided one-sample Kolmogorov-Smirnov statistic, by the region split of Simard and L'Ecuyer
 * 2011 (J. Stat. Software 39/11). Relative error <= 2e-5 wherever the probability exceeds 1e-6.
 */
export function ksOneSampleSf({ n, d }: { n: number; d: number }): number {
  if (n * d <= 0.5) return 1
  if (d >= 1) return 0
  const spread = n * d * d
  if (n <= SMALL_N && spread < 4) return clip(1 - ksMatrixPowerCdf({ n, d }))
  if (spread >= 2.2) return clip(2 * smirnovOneSidedSf({ n, d }))
  return clip(ksPelzGoodSf({ n, d }))
}

function clip(probability: number): number {
  return Math.min(1, Math.max(0, probability))
}
