import { histogramProblem } from '../input/histogram-problem'
import { invalid, type Method, ok, type Problem, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import type { Smoothing } from './smoothing'

const METHOD: Method = { method: 'drift.psi', version: 1, assumptions: ['SHARED_BINS'] }

/**
 * Population stability index, nats: sum (p - q) ln(p / q) over the bins, p reference share, q current share (Siddiqi
 * 2006; a symmetrised Kullback-Leibler divergence, Jeffreys 1946). Bins empty on both sides are dropped before
 * smoothing, so that smoothed shares still add up to 1; a bin empty on one side needs smoothing, because the term is
 * infinite there.
 */
export function psi({
  ref,
  cur,
  smoothing = { kind: 'additive', alpha: 0.5 },
}: {
  ref: readonly number[]
  cur: readonly number[]
  smoothing?: Smoothing
}): Result<{ psi: number }> {
  const n = { ref: compensatedSum(ref), cur: compensatedSum(cur) }
  const problem = histogramProblem({ ref, cur, integers: smoothing.kind === 'additive' }) ?? smoothingProblem(smoothing)
  if (problem) return refuse(METHOD, n, problem)
  const bins = ref.map((count, i) => [count, cur[i] ?? 0] as const).filter(([r, c]) => r > 0 || c > 0)
  if (smoothing.kind === 'none' && bins.some(([r, c]) => r === 0 || c === 0)) {
    return invalid(METHOD, n, 'EMPTY_BIN_WITHOUT_SMOOTHING')
  }
  const share = shareOf(smoothing, bins.length)
  const terms = bins.map(([r, c]) => {
    const p = share(r, n.ref)
    const q = share(c, n.cur)
    return (p - q) * Math.log(p / q)
  })
  return ok(METHOD, n, { psi: Math.max(0, compensatedSum(terms)) })
}

function smoothingProblem(smoothing: Smoothing): Problem | null {
  if (smoothing.kind === 'none') return null
  const strength = smoothing.kind === 'additive' ? smoothing.alpha : smoothing.value
  if (!Number.isFinite(strength)) return { status: 'invalid', reason: 'NON_FINITE_INPUT' }
  return strength > 0 ? null : { status: 'invalid', reason: 'WEIGHTS_INVALID' }
}

function shareOf(smoothing: Smoothing, bins: number): (count: number, total: number) => number {
  switch (smoothing.kind) {
    case 'none':
      return (count, total) => count / total
    case 'additive':
      return (count, total) => (count + smoothing.alpha) / (total + bins * smoothing.alpha)
    case 'floor':
      return (count, total) => Math.max(count / total, smoothing.value)
  }
}
