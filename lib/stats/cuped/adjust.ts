import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import type { PairMoments } from '../moments/moments'
import { type Arm, type Method, ok, type Problem, type Result, refuse } from '../result'

const METHOD: Method = { method: 'cuped.adjust', version: 1, assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL'] }

/**
 * Arms adjusted by a covariate X that predates exposure: theta = (C_A + C_B)/(M2X_A + M2X_B) pooled within arms, mean
 * Y - theta (X - X_pooled), variance (M2Y - 2 theta C + theta^2 M2X)/(n-1); the reduction is the pooled squared
 * correlation. Deng, Xu, Kohavi and Walker 2013, WSDM. A constant covariate gives theta = 0.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DATA, TOO_FEW_UNITS (n < 2), NUMERICAL_FAILURE.
 */
export function adjust({
  a,
  b,
}: {
  a: PairMoments
  b: PairMoments
}): Result<{ theta: number; a: Arm; b: Arm; varianceReduction: number }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(pairProblem(a), pairProblem(b))
  if (problem !== null) return refuse(METHOD, n, problem)
  const m2X = a.m2X + b.m2X
  const m2Y = a.m2Y + b.m2Y
  const cXY = a.cXY + b.cXY
  const theta = m2X === 0 ? 0 : cXY / m2X
  const meanX = a.meanX + ((b.meanX - a.meanX) * b.n) / (a.n + b.n)
  return ok(METHOD, n, {
    theta,
    a: adjusted(a, theta, meanX),
    b: adjusted(b, theta, meanX),
    varianceReduction: m2X === 0 || m2Y === 0 ? 0 : Math.min(1, (theta * cXY) / m2Y),
  })
}

function adjusted({ n, meanY, meanX, m2Y, m2X, cXY }: PairMoments, theta: number, pooledMeanX: number): Arm {
  // Rounding can leave a perfect covariate a hair below zero.
  const m2 = Math.max(0, m2Y - 2 * theta * cXY + theta * theta * m2X)
  return { n, mean: meanY - theta * (meanX - pooledMeanX), variance: m2 / (n - 1) }
}

function pairProblem({ n, meanX, meanY, m2X, m2Y, cXY }: PairMoments): Problem | null {
  const problem = finiteProblem(n, meanX, meanY, m2X, m2Y, cXY) ?? sizeProblem(n)
  if (problem !== null) return problem
  // Cauchy-Schwarz: sums that no data can have.
  if (m2X < 0 || m2Y < 0 || cXY * cXY > m2X * m2Y * (1 + 1e-9))
    return { status: 'invalid', reason: 'NUMERICAL_FAILURE' }
  if (n === 0) return { status: 'insufficient', reason: 'NO_DATA' }
  return n < 2 ? { status: 'insufficient', reason: 'TOO_FEW_UNITS' } : null
}
