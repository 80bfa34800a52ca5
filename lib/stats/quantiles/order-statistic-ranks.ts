import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { type Assumption, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { binomialCdf } from '../special/binomial-cdf'
import { binomialQuantile } from '../special/binomial-quantile'

const METHOD: Method<Assumption> = {
  method: 'quantiles.orderStatisticRanks',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'EXACT', 'FIXED_SAMPLE_ONLY'],
}

/**
 * 1-based ranks of the sorted values that bound the p-quantile: lower = BinQuantile(alpha/2; n, p), upper =
 * BinQuantile(1 - alpha/2; n, p) + 1, coverage F(upper-1) - F(lower-1). Conover 1999, Practical Nonparametric
 * Statistics, 3.2. A rank outside 1..n means the sample holds no value beyond the quantile: never a number then.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE, ALPHA_OUT_OF_RANGE (p, alpha), NO_DATA, QUANTILE_NOT_ESTIMABLE.
 */
export function orderStatisticRanks({
  n,
  p,
  alpha,
}: {
  n: number
  p: number
  alpha: number
}): FixedSampleResult<{ lowerRank: number; upperRank: number; coverage: number }> {
  const problem = firstProblem(sizeProblem(n), alphaProblem(p, alpha))
  if (problem !== null) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const lowerRank = binomialQuantile({ q: alpha / 2, n, p })
  const upperRank = binomialQuantile({ q: 1 - alpha / 2, n, p }) + 1
  if (lowerRank < 1 || upperRank > n) return insufficient(METHOD, n, 'QUANTILE_NOT_ESTIMABLE')
  const coverage = binomialCdf({ k: upperRank - 1, n, p }) - binomialCdf({ k: lowerRank - 1, n, p })
  return ok(METHOD, n, { lowerRank, upperRank, coverage })
}
