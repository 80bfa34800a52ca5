import { samplesProblem } from '../input/samples-problem'
import { type Assumption, type FixedSampleResult, type Method, ok, refuse } from '../result'
import { cvmExactSf } from './cvm-exact-sf'
import { cvmLimitCdf } from './cvm-limit-cdf'
import { pooledSteps } from './pooled-steps'

const METHOD: Method<Assumption> = {
  method: 'twoSample.cramerVonMises',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}
const LARGEST_EXACT = 20

/**
 * Two-sample Cramer-von Mises test, T = U/(nm(n+m)) - (4nm-1)/(6(n+m)) on mid-ranks (Anderson 1962). `exact` enumerates
 * while both samples have at most 20 values, otherwise the limiting law with Anderson's first two moments.
 */
export function cramerVonMises({
  a,
  b,
  method,
}: {
  a: readonly number[]
  b: readonly number[]
  method: 'exact' | 'asymptotic'
}): FixedSampleResult<{ T: number; pValue: number }> {
  const n = a.length
  const m = b.length
  const problem = samplesProblem({ a, b })
  if (problem) return refuse(METHOD, { a: n, b: m }, problem)
  const rankSum = rankDistance(a, b)
  const product = n * m
  const total = n + m
  const T = rankSum / (product * total) - (4 * product - 1) / (6 * total)
  if (method === 'exact' && Math.max(n, m) <= LARGEST_EXACT) {
    return ok(METHOD, { a: n, b: m }, { T, pValue: cvmExactSf({ n, m, rankSum }) })
  }
  const mean = (1 + 1 / total) / 6
  const variance =
    ((total + 1) * (4 * product * total - 3 * (n ** 2 + m ** 2) - 2 * product)) / (180 * total ** 2 * product)
  const x = 1 / 6 + (T - mean) / Math.sqrt(45 * variance)
  return ok(METHOD, { a: n, b: m }, { T, pValue: Math.max(0, 1 - cvmLimitCdf({ x })) })
}

// U = n sum (rank of a_(i) - i)² + m sum (rank of b_(j) - j)², ranks in the pooled sample, ties at their middle.
function rankDistance(a: readonly number[], b: readonly number[]): number {
  let sumA = 0
  let sumB = 0
  for (const { atA, atB, upToA, upToB } of pooledSteps({ a, b })) {
    const midRank = upToA + upToB - (atA + atB - 1) / 2
    for (let i = upToA - atA + 1; i <= upToA; i++) sumA += (midRank - i) ** 2
    for (let j = upToB - atB + 1; j <= upToB; j++) sumB += (midRank - j) ** 2
  }
  return a.length * sumA + b.length * sumB
}
