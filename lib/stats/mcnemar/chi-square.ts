import { sizeProblem } from '../input/size-problem'
import { type Assumption, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { chiSquareSf } from '../special/chi-square-sf'

const METHOD: Method<Assumption> = {
  method: 'mcnemar.chiSquare',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'FIXED_SAMPLE_ONLY'],
}

/**
 * (|b-c| - [continuity])^2/(b+c) on one degree of freedom. McNemar 1947, Psychometrika 12; correction by Edwards 1948.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DISCORDANT_PAIRS.
 */
export function chiSquare({
  b,
  c,
  continuity,
}: {
  b: number
  c: number
  continuity: boolean
}): FixedSampleResult<{ statistic: number; pValue: number }> {
  const n = b + c
  const problem = sizeProblem(b, c)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DISCORDANT_PAIRS')
  const statistic = (Math.abs(b - c) - (continuity ? 1 : 0)) ** 2 / n
  return ok(METHOD, n, { statistic, pValue: chiSquareSf({ x: statistic, df: 1 }) })
}
