import { histogramProblem } from '../input/histogram-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { jsDivergenceNats } from './js-divergence-nats'
import { type LogBase, natsPer } from './log-base'

const METHOD: Method = { method: 'drift.jsDivergence', version: 1, assumptions: ['SHARED_BINS'] }

/** Jensen-Shannon divergence in the given log base (Lin 1991). No smoothing: it is finite for every pair. */
export function jsDivergence({
  ref,
  cur,
  logBase = 2,
}: {
  ref: readonly number[]
  cur: readonly number[]
  logBase?: LogBase
}): Result<{ divergence: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = histogramProblem({ ref, cur, integers: false })
  if (problem) return refuse(METHOD, n, problem)
  return ok(METHOD, n, { divergence: jsDivergenceNats({ ref, cur }) / natsPer(logBase) })
}
