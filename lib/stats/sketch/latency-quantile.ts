import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, type Method, ok, type Problem, type Result, refuse } from '../result'
import { LATENCY_EDGES, LATENCY_POSITIONS } from './latency-edges'

const METHOD: Method = { method: 'sketch.latencyQuantile', version: 1, assumptions: ['SHARED_BINS'] }

/**
 * Latency quantile from bucket counts (positions of lat5s.v1, any order): the geometric middle of the bucket that holds
 * rank max(1, ceil(p n)), relative error <= 2^(1/64) - 1 = 1.09 % (same idea as DDSketch, Masson et al. 2019). Unit:
 * seconds. Position 0 reads 0; a rank in the open top bucket is `QUANTILE_NOT_ESTIMABLE`.
 */
export function latencyQuantile({
  positions,
  counts,
  p,
}: {
  positions: readonly number[]
  counts: readonly number[]
  p: number
}): Result<{ quantile: number; lowerEdge: number; upperEdge: number }> {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const problem = firstProblem(alphaProblem(p), sizeProblem(...positions, ...counts), layoutProblem(positions, counts))
  if (problem) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const rank = Math.max(1, Math.ceil(p * n))
  const buckets = positions.map((position, i) => ({ position, count: counts[i] ?? 0 }))
  buckets.sort((a, b) => a.position - b.position)
  let cumulative = 0
  const reached = buckets.find(({ count }) => {
    cumulative += count
    return cumulative >= rank
  })
  const upperEdge = reached === undefined ? undefined : LATENCY_EDGES[reached.position]
  if (reached === undefined || upperEdge === undefined) return insufficient(METHOD, n, 'QUANTILE_NOT_ESTIMABLE')
  const lowerEdge = LATENCY_EDGES[reached.position - 1] ?? 0
  return ok(METHOD, n, { quantile: Math.sqrt(lowerEdge * upperEdge), lowerEdge, upperEdge })
}

function layoutProblem(positions: readonly number[], counts: readonly number[]): Problem | null {
  if (positions.length !== counts.length) return { status: 'invalid', reason: 'LENGTH_MISMATCH' }
  const outside = positions.some((position) => position >= LATENCY_POSITIONS)
  return outside ? { status: 'invalid', reason: 'SPEC_MISMATCH' } : null
}
