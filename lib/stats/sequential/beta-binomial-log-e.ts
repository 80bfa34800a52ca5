import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { betaBinomialMixture } from './beta-binomial-mixture'

const METHOD: Method = {
  method: 'sequential.betaBinomialLogE',
  version: 1,
  assumptions: ['EXACT', 'INDEPENDENT_UNITS'],
}

/**
 * Exact two-sided e-process against the success probability p (beta-binomial mixture, Howard, Ramdas, McAuliffe and Sekhon
 * 2021); ln E = 0 without data. `tOpt` is the count at which it is tightest, frozen at the start.
 */
export function betaBinomialLogE({
  p,
  successes,
  failures,
  tOpt,
}: {
  p: number
  successes: number
  failures: number
  tOpt: number
}): Result<{ logE: number }> {
  const n = successes + failures
  const problem = firstProblem(finiteProblem(tOpt), sizeProblem(successes, failures), alphaProblem(p))
  if (problem) return refuse(METHOD, n, problem)
  if (tOpt <= 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  return ok(METHOD, n, { logE: betaBinomialMixture({ p, successes, failures, tOpt }) })
}
