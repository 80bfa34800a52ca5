import type { Alternative, Interval } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import { tQuantile } from '../special/t-quantile'

/** estimate -+ quantile x SE; a one-sided alternative leaves the other side unbounded. `df` null is the normal law. */
export function intervalAround({
  estimate,
  standardError,
  df,
  alpha,
  alternative,
}: {
  estimate: number
  standardError: number
  df: number | null
  alpha: number
  alternative: Alternative
}): Interval {
  const p = alternative === 'two-sided' ? alpha / 2 : alpha
  const radius = -(df === null ? normalQuantile({ p }) : tQuantile({ p, df })) * standardError
  return {
    lower: alternative === 'less' ? null : estimate - radius,
    upper: alternative === 'greater' ? null : estimate + radius,
  }
}
