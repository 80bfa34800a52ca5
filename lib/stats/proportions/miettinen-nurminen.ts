import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import {
  type Assumption,
  type Count,
  type FixedSampleResult,
  type Interval,
  invalid,
  type Method,
  ok,
  refuse,
} from '../result'
import { findRoot } from '../special/find-root'
import { normalQuantile } from '../special/normal-quantile'
import { restrictedProportion } from './restricted-proportion'

const METHOD: Method<Assumption> = {
  method: 'proportions.miettinenNurminen',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Score interval of pB - pA: all delta with (d-delta)^2 / ([pB qB/nB + pA qA/nA] N/(N-1)) <= z^2, the proportions being
 * the maximum-likelihood estimates under pB - pA = delta. Miettinen and Nurminen 1985, Stat. Med. 4.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA, NUMERICAL_FAILURE.
 */
export function miettinenNurminen({
  a,
  b,
  alpha,
}: {
  a: Count
  b: Count
  alpha: number
}): FixedSampleResult<{ estimate: number; interval: Interval }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(countProblem(a), countProblem(b), alphaProblem(alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  const z = -normalQuantile({ p: alpha / 2 })
  const estimate = b.successes / b.n - a.successes / a.n
  const excess = (delta: number) => Math.abs(score(a, b, estimate, delta)) - z
  const lower = estimate <= -1 ? -1 : findRoot({ f: excess, lower: -1, upper: estimate, absoluteTolerance: 1e-14 })
  const upper = estimate >= 1 ? 1 : findRoot({ f: excess, lower: estimate, upper: 1, absoluteTolerance: 1e-14 })
  if (lower === null || upper === null) return invalid(METHOD, n, 'NUMERICAL_FAILURE')
  return ok(METHOD, n, { estimate, interval: { lower, upper } })
}

function score(a: Count, b: Count, estimate: number, delta: number): number {
  if (delta === estimate) return 0
  const pA = restrictedProportion({ a, b, delta })
  if (pA === null) return Number.NaN
  const pB = Math.min(1, Math.max(0, pA + delta))
  const total = a.n + b.n
  const variance = ((pB * (1 - pB)) / b.n + (pA * (1 - pA)) / a.n) * (total / (total - 1))
  return (estimate - delta) / Math.sqrt(variance)
}
