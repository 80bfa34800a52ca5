import { armProblem } from '../input/arm-problem'
import { firstProblem } from '../input/first-problem'
import { type Arm, insufficient, type Method, ok, type Result, refuse } from '../result'
import { pooledVariance } from './pooled-variance'

const METHOD: Method = { method: 'means.cohensD', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Effect B - A in pooled standard deviations: (mB - mA)/s. Cohen 1988, Statistical Power Analysis, chapter 2.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DATA, TOO_FEW_UNITS, ZERO_VARIANCE, NUMERICAL_FAILURE.
 */
export function cohensD({ a, b }: { a: Arm; b: Arm }): Result<{ d: number }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(armProblem(a), armProblem(b))
  if (problem !== null) return refuse(METHOD, n, problem)
  const variance = pooledVariance({ a, b })
  if (variance === 0) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  return ok(METHOD, n, { d: (b.mean - a.mean) / Math.sqrt(variance) })
}
