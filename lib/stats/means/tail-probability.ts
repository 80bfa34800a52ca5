import type { Alternative } from '../result'
import { normalCdf } from '../special/normal-cdf'
import { tSf } from '../special/t-sf'

/** p-value of a statistic under the t law with `df` degrees of freedom, or the normal law when `df` is null. */
export function tailProbability({
  statistic,
  df,
  alternative,
}: {
  statistic: number
  df: number | null
  alternative: Alternative
}): number {
  const upper = (x: number) => (df === null ? normalCdf({ x: -x }) : tSf({ t: x, df }))
  if (alternative === 'two-sided') return Math.min(1, 2 * upper(Math.abs(statistic)))
  return alternative === 'greater' ? upper(statistic) : upper(-statistic)
}
