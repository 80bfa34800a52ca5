import { armProblem } from '../input/arm-problem'
import { firstProblem } from '../input/first-problem'
import { type Arm, invalid, type Method, ok, type Result, refuse } from '../result'
import { effectOnScale } from './effect-on-scale'

const METHOD: Method = {
  method: 'means.effectVariance',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL'],
}

/**
 * Variance of the estimated effect B - A on both scales (delta method; Deng, Knoblich and Lu 2018): sA^2/nA + sB^2/nB,
 * and sB^2/(nB mA^2) + sA^2 mB^2/(nA mA^4).
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DATA, TOO_FEW_UNITS, ZERO_DENOMINATOR (mA = 0), NUMERICAL_FAILURE.
 */
export function effectVariance({ a, b }: { a: Arm; b: Arm }): Result<{ absolute: number; relative: number }> {
  const n = { a: a.n, b: b.n }
  const problem = firstProblem(armProblem(a), armProblem(b))
  if (problem !== null) return refuse(METHOD, n, problem)
  if (a.mean === 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  const absolute = effectOnScale({ a, b, scale: 'absolute' })
  const relative = effectOnScale({ a, b, scale: 'relative' })
  return ok(METHOD, n, {
    absolute: absolute.varianceFromA + absolute.varianceFromB,
    relative: relative.varianceFromA + relative.varianceFromB,
  })
}
