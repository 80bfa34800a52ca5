import type { Sidedness } from './sidedness'

/** g = N* / (-2 ln a + ln(1 - 2 ln a)), a = alpha or 2 alpha. Not positive when a >= 1: no such sequence exists. */
export function mixtureScaleValue({
  nStar,
  alpha,
  alternative,
}: {
  nStar: number
  alpha: number
  alternative: Sidedness
}): number {
  const log = Math.log(alternative === 'two-sided' ? alpha : 2 * alpha)
  return nStar / (-2 * log + Math.log(1 - 2 * log))
}
