import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse, type SampleSize } from '../result'
import { chiSquareQuantile } from '../special/chi-square-quantile'

const METHOD: Method = { method: 'drift.psiNoise', version: 1, assumptions: ['SHARED_BINS', 'INDEPENDENT_UNITS'] }

/**
 * PSI that sampling alone produces: (1/N + 1/M) chi-square with B - 1 degrees of freedom (Yurdakul 2018), as its mean
 * and its 1 - alpha quantile. `n: null` is a reference so large that its own noise does not count.
 */
export function psiNoise({
  n,
  m,
  bins,
  alpha,
}: {
  n: number | null
  m: number
  bins: number
  alpha: number
}): Result<{ mean: number; threshold: number }> {
  const sizes: SampleSize = n === null ? { cur: m } : { ref: n, cur: m }
  const problem = firstProblem(sizeProblem(...(n === null ? [] : [n]), m, bins), alphaProblem(alpha))
  if (problem) return refuse(METHOD, sizes, problem)
  if (bins < 2) return invalid(METHOD, sizes, 'COUNT_OUT_OF_RANGE')
  if (n === 0 || m === 0) return insufficient(METHOD, sizes, 'NO_DATA')
  const unit = (n === null ? 0 : 1 / n) + 1 / m
  const df = bins - 1
  return ok(METHOD, sizes, { mean: df * unit, threshold: chiSquareQuantile({ p: 1 - alpha, df }) * unit })
}
