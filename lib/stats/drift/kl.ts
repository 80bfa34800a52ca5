import { histogramProblem } from '../input/histogram-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { sharesOf } from './shares-of'

const METHOD: Method = { method: 'drift.kl', version: 1, assumptions: ['SHARED_BINS'] }

/**
 * KL(p || q) = sum p ln(p / q), nats (Kullback and Leibler 1951). Inputs are normalised. Mass of p where q has none
 * makes it infinite: `invalid / SUPPORT_MISMATCH`.
 */
export function kl({ p, q }: { p: readonly number[]; q: readonly number[] }): Result<{ kl: number }> {
  const n = { p: compensatedSum(p), q: compensatedSum(q) }
  const problem = histogramProblem({ ref: p, cur: q, integers: false })
  if (problem) return refuse(METHOD, n, problem)
  if (p.some((mass, i) => mass > 0 && q[i] === 0)) return invalid(METHOD, n, 'SUPPORT_MISMATCH')
  const sharesQ = sharesOf(q)
  const terms = sharesOf(p).map((share, i) => (share === 0 ? 0 : share * Math.log(share / (sharesQ[i] ?? 0))))
  return ok(METHOD, n, { kl: Math.max(0, compensatedSum(terms)) })
}
