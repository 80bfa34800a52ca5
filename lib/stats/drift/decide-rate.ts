import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { normalCdf } from '../special/normal-cdf'
import { fisherExactPValue } from '../table/fisher-exact-p-value'

const METHOD: Method = { method: 'drift.decideRate', version: 1, assumptions: ['INDEPENDENT_UNITS'] }
const SMALLEST_EXPECTED = 5

/**
 * Rule for shares of bad rows (missing, type error, new category, out of range): drift iff the increase over the
 * reference reaches the floor and p < alpha. Fisher's exact test when an expected cell is below 5 (Cochran 1954), else
 * the pooled z test; both two-sided.
 */
export function decideRate({
  refCount,
  refN,
  curCount,
  curN,
  alpha,
  floor,
}: {
  refCount: number
  refN: number
  curCount: number
  curN: number
  alpha: number
  floor: number
}): Result<{ decision: 'drift' | 'no-drift'; increase: number; pValue: number; test: 'pooled-z' | 'fisher' }> {
  const n = { ref: refN, cur: curN }
  const problem = firstProblem(
    finiteProblem(floor),
    alphaProblem(alpha),
    countProblem({ successes: refCount, n: refN }),
    countProblem({ successes: curCount, n: curN }),
  )
  if (problem) return refuse(METHOD, n, problem)
  const increase = curCount / curN - refCount / refN
  const total = refN + curN
  const bad = (refCount + curCount) / total
  // Good rows are counted, not taken as one minus a share next to 1.
  const good = (refN - refCount + (curN - curCount)) / total
  const fewest = Math.min(refN, curN) * Math.min(bad, good)
  const test = fewest < SMALLEST_EXPECTED ? 'fisher' : 'pooled-z'
  const z = increase / Math.sqrt(bad * good * (1 / refN + 1 / curN))
  const pValue =
    test === 'fisher'
      ? fisherExactPValue(refCount, refN - refCount, curCount, curN - curCount)
      : Math.min(1, 2 * normalCdf({ x: -Math.abs(z) }))
  return ok(METHOD, n, { decision: increase >= floor && pValue < alpha ? 'drift' : 'no-drift', increase, pValue, test })
}
