import { compensatedSum } from '../sums/compensated-sum'
import type { NumericSketch } from './cut'

/**
 * 1-Wasserstein distance of two valid sketches, every bin's mass at its own mean: the exact integral of |F - G| over
 * these points (Vallender 1974). Unit: that of the feature.
 */
export function wassersteinOfSketches({ ref, cur }: { ref: NumericSketch; cur: NumericSketch }): number {
  const points = [...pointsOf(ref, 1), ...pointsOf(cur, -1)].sort((a, b) => a.x - b.x)
  let gap = 0
  const areas = points.map(({ x, mass }, i) => {
    gap += mass
    const next = points[i + 1]
    return next === undefined ? 0 : Math.abs(gap) * (next.x - x)
  })
  return compensatedSum(areas)
}

function pointsOf({ counts, sums }: NumericSketch, sign: 1 | -1): { x: number; mass: number }[] {
  const n = counts.reduce((sum, count) => sum + count, 0)
  return counts.flatMap((count, bin) =>
    count === 0 ? [] : [{ x: (sums[bin] ?? 0) / count, mass: (sign * count) / n }],
  )
}
