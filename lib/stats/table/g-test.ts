import { histogramProblem } from '../input/histogram-problem'
import { type Assumption, type FixedSampleResult, invalid, type Method, ok, refuse } from '../result'
import { chiSquareSf } from '../special/chi-square-sf'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method<Assumption> = {
  method: 'table.gTest',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Likelihood-ratio test G = 2 sum o ln(o / e), chi-square with cells - 1 degrees of freedom (Wilks 1938). `expected` is
 * used as given and must add up to the same total, else `WEIGHTS_INVALID`; a zero expected cell is `ZERO_EXPECTED`.
 */
export function gTest({
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
  if (Math.abs(compensatedSum(expected) - n) > 1e-8 * n) return invalid(METHOD, n, 'WEIGHTS_INVALID')
  const terms = observed.map((cell, i) => (cell === 0 ? 0 : cell * Math.log(cell / (expected[i] ?? 0))))
  const statistic = Math.max(0, 2 * compensatedSum(terms))
  const df = observed.length - 1
  return ok(METHOD, n, { statistic, df, pValue: df === 0 ? 1 : chiSquareSf({ x: statistic, df }) })
}
