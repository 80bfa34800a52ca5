import { type Assumption, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { chiSquareSf } from '../special/chi-square-sf'
import { compensatedSum } from '../sums/compensated-sum'
import { weightsProblem } from './weights-problem'

const METHOD: Method<Assumption> = {
  method: 'srm.chiSquare',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SPLIT_PER_PHASE', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Sample-ratio check of a finished run: Pearson's chi-square of unit counts against traffic weights (Fabijan et al. 2019).
 * For display only; a running check is `srm.sequential`. Arms of weight 0 are left out; a unit in one is
 * TRAFFIC_IN_ZERO_WEIGHT_ARM.
 */
export function chiSquare({
  observed,
  weights,
}: {
  observed: readonly number[]
  weights: readonly number[]
}): FixedSampleResult<{ statistic: number; df: number; pValue: number }> {
  const n = compensatedSum(observed)
  const problem = weightsProblem({ weights, batches: [observed] })
  if (problem) return refuse(METHOD, n, problem)
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const arms = weights.map((weight, arm) => ({ weight, count: observed[arm] ?? 0 })).filter(({ weight }) => weight > 0)
  const total = compensatedSum(arms.map(({ weight }) => weight))
  const statistic = compensatedSum(
    arms.map(({ weight, count }) => {
      const expected = (n * weight) / total
      return (count - expected) ** 2 / expected
    }),
  )
  const df = arms.length - 1
  return ok(METHOD, n, { statistic, df, pValue: chiSquareSf({ x: statistic, df }) })
}
