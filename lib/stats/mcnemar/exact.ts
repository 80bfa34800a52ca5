import { sizeProblem } from '../input/size-problem'
import { type Assumption, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { binomialCdf } from '../special/binomial-cdf'

const METHOD: Method<Assumption> = {
  method: 'mcnemar.exact',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'EXACT', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Do two models err equally often on the same rows? b and c count the rows on which only one of them is right; two-sided
 * p = min(1, 2 P(X <= min(b,c))), X ~ Binomial(b+c, 1/2). McNemar 1947, Psychometrika 12.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, NO_DISCORDANT_PAIRS.
 */
export function exact({ b, c }: { b: number; c: number }): FixedSampleResult<{ statistic: number; pValue: number }> {
  const n = b + c
  const problem = sizeProblem(b, c)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DISCORDANT_PAIRS')
  const statistic = Math.min(b, c)
  return ok(METHOD, n, { statistic, pValue: Math.min(1, 2 * binomialCdf({ k: statistic, n, p: 0.5 })) })
}
