import { finiteProblem } from '../input/finite-problem'
import { sizeProblem } from '../input/size-problem'
import { type Method, ok, type Problem, type Result, refuse } from '../result'
import type { PairMoments } from './moments'

const METHOD: Method = { method: 'moments.mergePairs', version: 1, assumptions: [] }

/**
 * Moments of paired values of both samples together: as `merge`, and cXY = cA + cB + dX dY nA nB / n.
 * Chan, Golub and LeVeque 1979; Bennett et al. 2009 for the cross moment.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NUMERICAL_FAILURE (a negative sum of squares).
 */
export function mergePairs({ a, b }: { a: PairMoments; b: PairMoments }): Result<PairMoments> {
  const problem = pairProblem(a) ?? pairProblem(b)
  const n = a.n + b.n
  if (problem !== null) return refuse(METHOD, n, problem)
  if (a.n === 0) return ok(METHOD, n, { ...b })
  if (b.n === 0) return ok(METHOD, n, { ...a })
  const deltaX = b.meanX - a.meanX
  const deltaY = b.meanY - a.meanY
  const weight = (a.n * b.n) / n
  return ok(METHOD, n, {
    n,
    meanX: a.meanX + (deltaX * b.n) / n,
    meanY: a.meanY + (deltaY * b.n) / n,
    m2X: a.m2X + b.m2X + deltaX * deltaX * weight,
    m2Y: a.m2Y + b.m2Y + deltaY * deltaY * weight,
    cXY: a.cXY + b.cXY + deltaX * deltaY * weight,
  })
}

function pairProblem({ n, meanX, meanY, m2X, m2Y, cXY }: PairMoments): Problem | null {
  const problem = finiteProblem(n, meanX, meanY, m2X, m2Y, cXY) ?? sizeProblem(n)
  if (problem !== null) return problem
  return m2X < 0 || m2Y < 0 ? { status: 'invalid', reason: 'NUMERICAL_FAILURE' } : null
}
