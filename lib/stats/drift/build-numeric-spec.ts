import { finiteListProblem } from '../input/finite-list-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import type { Cut } from './cut'
import { sketchNumeric } from './sketch-numeric'

const METHOD: Method = { method: 'drift.buildNumericSpec', version: 1, assumptions: ['EXACT'] }
const MOST_BINS = 10_000

/**
 * Bins frozen from the reference alone: cuts at the j/B order statistics, one below the minimum, one above the maximum,
 * and two around every atom (a value with at least N/B rows, or every value when there are at most B/2 of them), so
 * that repeated values own a point bin instead of a degenerate quantile edge. Current data never moves a cut.
 * Errors: a non-finite value is `NON_FINITE_INPUT`; fewer than 2 or more than 10 000 target bins `COUNT_OUT_OF_RANGE`.
 */
export function buildNumericSpec({
  values,
  targetBins = 64,
}: {
  values: readonly number[]
  targetBins?: number
}): Result<{
  cuts: Cut[]
  min: number
  max: number
  n: number
  counts: number[]
  sums: number[]
  standardDeviation: number
}> {
  const n = values.length
  if (!Number.isSafeInteger(targetBins) || targetBins < 2 || targetBins > MOST_BINS)
    return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  const problem = finiteListProblem(values)
  if (problem) return refuse(METHOD, n, problem)
  const sorted = Float64Array.from(values, (value) => value + 0).sort()
  const min = sorted[0]
  const max = sorted[n - 1]
  if (min === undefined || max === undefined) return insufficient(METHOD, n, 'NO_DATA')
  const cuts = orderedCuts([
    ...quantileCuts(sorted, targetBins),
    [min, 0],
    [max, 1],
    ...atomsOf(sorted, targetBins).flatMap((atom): Cut[] => [
      [atom, 0],
      [atom, 1],
    ]),
  ])
  const sketch = sketchNumeric({ cuts, values })
  if (sketch.status !== 'ok') return refuse(METHOD, n, sketch)
  const mean = compensatedSum(sorted) / n
  const standardDeviation = Math.sqrt(compensatedSum(sorted.map((x) => (x - mean) ** 2)) / n)
  const { counts, sums } = sketch.value
  // A constant column has no spread; the rounding of its mean must not invent one.
  return ok(METHOD, n, { cuts, min, max, n, counts, sums, standardDeviation: min === max ? 0 : standardDeviation })
}

function quantileCuts(sorted: Float64Array, bins: number): Cut[] {
  return Array.from({ length: bins - 1 }, (_, i): Cut => {
    const rank = Math.ceil(((i + 1) * sorted.length) / bins)
    return [sorted[rank - 1] ?? 0, 0]
  })
}

function atomsOf(sorted: Float64Array, bins: number): number[] {
  const values: number[] = []
  const atoms: number[] = []
  for (let start = 0; start < sorted.length; ) {
    const value = sorted[start] ?? 0
    let end = start
    while (end < sorted.length && sorted[end] === value) end++
    if (values.length <= bins) values.push(value)
    if ((end - start) * bins >= sorted.length) atoms.push(value)
    start = end
  }
  return values.length <= bins / 2 ? values : atoms
}

function orderedCuts(cuts: Cut[]): Cut[] {
  const ordered = cuts.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return ordered.filter(([value, side], i) => {
    const before = ordered[i - 1]
    return before === undefined || before[0] !== value || before[1] !== side
  })
}
