import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { jsDivergenceNats } from './js-divergence-nats'
import { type LogBase, natsPer } from './log-base'

const METHOD: Method = { method: 'drift.jsDistance', version: 1, assumptions: ['SHARED_BINS'] }

/** Jensen-Shannon distance: the square root of the divergence, a metric (Endres and Schindelin 2003). */
export function jsDistance({
  ref,
  cur,
  logBase = 2,
}: {
  ref: readonly number[]
  cur: readonly number[]
  logBase?: LogBase
}): Result<{ distance: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = histogramProblem({ ref, cur, integers: false })
  if (problem) return refuse(METHOD, n, problem)
  return ok(METHOD, n, { distance: Math.sqrt(jsDivergenceNats({ ref, cur }) / natsPer(logBase)) })
}
