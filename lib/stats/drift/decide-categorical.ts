import { alphaProblem } from '../input/alpha-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { histogramProblem } from '../input/histogram-problem'
import { insufficient, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { chiSquareOfTable } from '../table/chi-square-of-table'
import { jsDivergenceNats } from './js-divergence-nats'

const METHOD: Method = {
  method: 'drift.decideCategorical',
  version: 1,
  assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS'],
}
const ROWS_PER_CATEGORY = 10

/**
 * Default categorical rule over [categories..., other, new]: drift iff the Jensen-Shannon distance (base 2, no
 * smoothing) reaches the floor and the chi-square contingency p, with half a row added to every cell of the K
 * categories present on either side, is below alpha (Haldane 1956 on the half). Fewer than 10 K current rows:
 * `insufficient / TOO_FEW_ROWS`.
 */
export function decideCategorical({
  ref,
  cur,
  alpha,
  floor,
}: {
  ref: readonly number[]
  cur: readonly number[]
  alpha: number
  floor: number
}): Result<{ decision: 'drift' | 'no-drift'; effect: number; pValue: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = firstProblem(
    finiteProblem(floor),
    alphaProblem(alpha),
    histogramProblem({ ref, cur, integers: true }),
  )
  if (problem?.status === 'invalid' || n.ref === 0) {
    return refuse(METHOD, n, problem ?? { status: 'insufficient', reason: 'NO_DATA' })
  }
  const present = ref.map((count, i) => [count, cur[i] ?? 0] as const).filter(([r, c]) => r + c > 0)
  if (n.cur < ROWS_PER_CATEGORY * present.length) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const effect = Math.sqrt(jsDivergenceNats({ ref, cur }) / Math.LN2)
  const table = [present.map(([r]) => r + 0.5), present.map(([, c]) => c + 0.5)]
  const { pValue } = chiSquareOfTable({ table, continuity: false })
  return ok(METHOD, n, { decision: effect >= floor && pValue < alpha ? 'drift' : 'no-drift', effect, pValue })
}
