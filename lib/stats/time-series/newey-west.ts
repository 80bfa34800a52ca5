import { finiteListProblem } from '../input/finite-list-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method = { method: 'timeSeries.neweyWest', version: 1, assumptions: ['WEAK_DEPENDENCE'] }

/**
 * Mean of a weakly dependent series with its HAC standard error (Newey and West 1987, Bartlett kernel):
 * S = γ0 + 2 sum_{k<=L} (1 - k/(L+1)) γ_k, γ with divisor T, L = floor(4 (T/100)^{2/9}) when `lag` is null, SE = sqrt(S/T).
 * For candidate minus stable per time slot: scrapes of one replica are not independent of each other.
 */
export function neweyWest({ values, lag }: { values: readonly number[]; lag: number | null }): Result<{
  mean: number
  lag: number
  longRunVariance: number
  standardError: number
  iidStandardError: number
}> {
  const T = values.length
  const problem = finiteListProblem(values)
  if (problem) return refuse(METHOD, T, problem)
  if (lag !== null && (!Number.isSafeInteger(lag) || lag < 0)) return invalid(METHOD, T, 'COUNT_OUT_OF_RANGE')
  if (T === 0) return insufficient(METHOD, T, 'NO_DATA')
  if (T < 2 || (lag ?? 0) >= T) return insufficient(METHOD, T, 'TOO_FEW_ROWS')
  const used = lag ?? Math.min(T - 1, Math.floor(4 * (T / 100) ** (2 / 9)))
  const mean = compensatedSum(values) / T
  const centred = values.map((value) => value - mean)
  const autocovariance = (k: number) =>
    compensatedSum(centred.slice(k).map((value, t) => value * (centred[t] ?? 0))) / T
  const own = autocovariance(0)
  let longRunVariance = own
  for (let k = 1; k <= used; k++) longRunVariance += 2 * (1 - k / (used + 1)) * autocovariance(k)
  // Positive by construction of the kernel, up to rounding.
  const variance = Math.max(0, longRunVariance)
  return ok(METHOD, T, {
    mean,
    lag: used,
    longRunVariance: variance,
    standardError: Math.sqrt(variance / T),
    iidStandardError: Math.sqrt(own / T),
  })
}
