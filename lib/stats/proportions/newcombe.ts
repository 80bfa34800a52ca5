import { alphaProblem } from '../input/alpha-problem'
import { countProblem } from '../input/count-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type Count, type FixedSampleResult, type Interval, type Method, ok, refuse } from '../result'
import { wilsonLimits } from './wilson-limits'

const METHOD: Method<Assumption> = {
  method: 'proportions.newcombe',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Interval of pB - pA, the default for a difference: d - sqrt((pB-lB)^2 + (uA-pA)^2) to d + sqrt((uB-pB)^2 + (pA-lA)^2)
 * with the Wilson limits l, u of each arm. Newcombe 1998, Stat. Med. 17:873, method 10.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE, NO_DATA.
 */
export function newcombe({
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
  const pA = a.successes / a.n
  const pB = b.successes / b.n
  const limitsA = wilsonLimits({ ...a, alpha })
  const limitsB = wilsonLimits({ ...b, alpha })
  const estimate = pB - pA
  return ok(METHOD, n, {
    estimate,
    interval: {
      lower: estimate - Math.hypot(pB - limitsB.lower, limitsA.upper - pA),
      upper: estimate + Math.hypot(limitsB.upper - pB, pA - limitsA.lower),
    },
  })
}
