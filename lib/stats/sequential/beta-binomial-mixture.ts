import { logBeta } from '../special/log-beta'

const LOG_20 = Math.log(20)
const FLATTEST = 0.001

/**
 * ln E(p; S, F) = lnB(r/(1-p) + S, r/p + F) - lnB(r/(1-p), r/p) - S ln p - F ln(1-p) of the beta-binomial mixture (Howard
 * et al. 2021) for real S, F >= 0. With v = p(1-p), r = max(v tOpt/(2L + ln(1+2L)) - v, .001 v): r/v does not depend on p.
 */
export function betaBinomialMixture({
  p,
  successes,
  failures,
  tOpt,
}: {
  p: number
  successes: number
  failures: number
  tOpt: number
}): number {
  if (successes === 0 && failures === 0) return 0
  const strength = Math.max(tOpt / (2 * LOG_20 + Math.log(1 + 2 * LOG_20)) - 1, FLATTEST)
  const a = strength * p
  const b = strength * (1 - p)
  const evidence = logBeta({ a: a + successes, b: b + failures }) - logBeta({ a, b })
  return evidence - successes * Math.log(p) - failures * Math.log1p(-p)
}
