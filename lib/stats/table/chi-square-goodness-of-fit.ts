import { histogramProblem } from '../input/histogram-problem'
import { type Assumption, type FixedSampleResult, invalid, type Method, ok, refuse } from '../result'
import { chiSquareSf } from '../special/chi-square-sf'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method<Assumption> = {
  method: 'table.chiSquareGoodnessOfFit',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Pearson's chi-square against given proportions (Pearson 1900); `expected` is rescaled to the total of `observed`.
 * A zero expected cell is `ZERO_EXPECTED`: a new category belongs in the contingency test.
 */
export function chiSquareGoodnessOfFit({
  observed,
  expected,
}: {
  observed: readonly number[]
  expected: readonly number[]
}): FixedSampleResult<{ statistic: number; df: number; pValue: number }> {
  const n = compensatedSum(observed)
  const problem = histogramProblem({ ref: observed, cur: expected, integers: false })
  if (problem) return refuse(METHOD, n, problem)
  if (expected.some((cell) => cell === 0)) return invalid(METHOD, n, 'ZERO_EXPECTED')
  const scale = n / compensatedSum(expected)
  const df = observed.length - 1
  const terms = observed.map((cell, i) => {
    const want = (expected[i] ?? 0) * scale
    return (cell - want) ** 2 / want
  })
  const statistic = compensatedSum(terms)
  return ok(METHOD, n, { statistic, df, pValue: df === 0 ? 1 : chiSquareSf({ x: statistic, df }) })
}
