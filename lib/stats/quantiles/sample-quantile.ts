import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'quantiles.sampleQuantile', version: 1, assumptions: [] }

/**
 * Sample quantile by linear interpolation at rank (n-1)p, 0 <= p <= 1. Hyndman and Fan 1996, Am. Stat. 50, type 7.
 * Errors: NON_FINITE_INPUT, ALPHA_OUT_OF_RANGE (p), NO_DATA.
 */
export function sampleQuantile({ values, p }: { values: readonly number[]; p: number }): Result<{ quantile: number }> {
  const n = values.length
  const problem = finiteProblem(p) ?? finiteListProblem(values)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (p < 0 || p > 1) return invalid(METHOD, n, 'ALPHA_OUT_OF_RANGE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const sorted = Float64Array.from(values).sort()
  const rank = (n - 1) * p
  const below = Math.floor(rank)
  const low = sorted[below] ?? 0
  const high = sorted[Math.min(below + 1, n - 1)] ?? low
  return ok(METHOD, n, { quantile: low + (high - low) * (rank - below) })
}
