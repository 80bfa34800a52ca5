import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Interval, invalid, type Method, ok, type Result, refuse } from '../result'
import { findRoot } from '../special/find-root'
import { betaBinomialMixture } from './beta-binomial-mixture'

const METHOD: Method = {
  method: 'sequential.betaBinomialInterval',
  version: 1,
  assumptions: ['EXACT', 'INDEPENDENT_UNITS'],
}
const EDGE = 1e-12

/**
 * Exact confidence sequence of a probability: all p with ln E(p; S, n - S) < -ln alpha (Howard et al. 2021), valid at
 * every n. Without a root on a side that limit is 0 or 1.
 */
export function betaBinomialInterval({
  successes,
  n,
  alpha,
  tOpt,
}: {
  successes: number
  n: number
  alpha: number
  tOpt: number
}): Result<{ estimate: number; interval: Interval }> {
  const problem = firstProblem(finiteProblem(tOpt), alphaProblem(alpha), countProblem({ successes, n }))
  if (problem) return refuse(METHOD, n, problem)
  if (tOpt <= 0) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  const estimate = successes / n
  const surplus = (p: number) => betaBinomialMixture({ p, successes, failures: n - successes, tOpt }) + Math.log(alpha)
  const limit = (end: number, none: number) => {
    const middle = Math.min(1 - EDGE, Math.max(EDGE, estimate))
    return middle === end ? none : (findRoot({ f: surplus, lower: end, upper: middle }) ?? none)
  }
  return ok(METHOD, n, { estimate, interval: { lower: limit(EDGE, 0), upper: limit(1 - EDGE, 1) } })
}
