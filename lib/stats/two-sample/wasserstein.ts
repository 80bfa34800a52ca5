import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { samplesProblem } from '../input/samples-problem'
import { type Method, ok, type Problem, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method = { method: 'twoSample.wasserstein', version: 1, assumptions: ['EXACT'] }

/**
 * 1-Wasserstein distance, the integral of |F - G| (Vallender 1974), in the unit of the values. Weights need not be
 * normalised; negative ones, or none positive, are `WEIGHTS_INVALID`.
 */
export function wasserstein({
  a,
  b,
  aWeights = null,
  bWeights = null,
}: {
  a: readonly number[]
  b: readonly number[]
  aWeights?: readonly number[] | null
  bWeights?: readonly number[] | null
}): Result<{ w1: number }> {
  const n = { a: a.length, b: b.length }
  const problem = firstProblem(samplesProblem({ a, b }), weightsProblem(a, aWeights), weightsProblem(b, bWeights))
  if (problem) return refuse(METHOD, n, problem)
  const points = [...massPoints(a, aWeights, 1), ...massPoints(b, bWeights, -1)].sort((p, q) => p.x - q.x)
  let gap = 0
  let lost = 0
  const areas = points.map(({ x, mass }, i) => {
    const sum = gap + mass
    lost += Math.abs(gap) >= Math.abs(mass) ? gap - sum + mass : mass - sum + gap
    gap = sum
    const next = points[i + 1]
    return next === undefined ? 0 : Math.abs(gap + lost) * (next.x - x)
  })
  return ok(METHOD, n, { w1: compensatedSum(areas) })
}

function weightsProblem(values: readonly number[], weights: readonly number[] | null): Problem | null {
  if (weights === null) return null
  if (weights.length !== values.length) return { status: 'invalid', reason: 'LENGTH_MISMATCH' }
  const usable = weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0)
  return firstProblem(finiteListProblem(weights), usable ? null : { status: 'invalid', reason: 'WEIGHTS_INVALID' })
}

function massPoints(values: readonly number[], weights: readonly number[] | null, sign: 1 | -1) {
  const total = weights === null ? values.length : compensatedSum(weights)
  return values.map((x, i) => ({ x, mass: (sign * (weights?.[i] ?? 1)) / total }))
}
