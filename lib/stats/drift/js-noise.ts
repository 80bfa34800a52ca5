import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { type LogBase, natsPer } from './log-base'

const METHOD: Method = { method: 'drift.jsNoise', version: 1, assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS'] }

/**
 * Jensen-Shannon divergence that sampling alone produces: one eighth of the PSI noise, (B - 1)(1/N + 1/M)/8 nats (second
 * order of both divergences, Yurdakul 2018); the typical distance is its square root.
 */
export function jsNoise({
  n,
  m,
  bins,
  logBase = 2,
}: {
  n: number
  m: number
  bins: number
  logBase?: LogBase
}): Result<{ meanDivergence: number; typicalDistance: number }> {
  const sizes = { ref: n, cur: m }
  const problem = sizeProblem(n, m, bins)
  if (problem) return refuse(METHOD, sizes, problem)
  if (bins < 2) return invalid(METHOD, sizes, 'COUNT_OUT_OF_RANGE')
  if (n === 0 || m === 0) return insufficient(METHOD, sizes, 'NO_DATA')
  const meanDivergence = ((bins - 1) * (1 / n + 1 / m)) / 8 / natsPer(logBase)
  return ok(METHOD, sizes, { meanDivergence, typicalDistance: Math.sqrt(meanDivergence) })
}
