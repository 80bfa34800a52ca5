import { invalid, type Method, ok, type Result } from '../result'
import { binOf } from './bin-of'
import { areCutsValid, type Cut } from './cut'

const METHOD: Method = { method: 'drift.sketchNumeric', version: 1, assumptions: ['EXACT'] }

/**
 * Counts and sums of a column in the bins of a frozen spec. Assignment is total: every row is in one bin or in one of
 * `missing` (null, undefined), `nonFinite` (NaN, infinities) and `typeErrors` (anything else; strings are not coerced).
 */
export function sketchNumeric({ cuts, values }: { cuts: readonly Cut[]; values: readonly unknown[] }): Result<{
  counts: number[]
  sums: number[]
  missing: number
  typeErrors: number
  nonFinite: number
}> {
  if (!areCutsValid(cuts)) return invalid(METHOD, values.length, 'SPEC_MISMATCH')
  const bins = cuts.length + 1
  const counts = new Array<number>(bins).fill(0)
  const sums = new Float64Array(bins)
  const lost = new Float64Array(bins)
  let missing = 0
  let typeErrors = 0
  let nonFinite = 0
  for (const x of values) {
    if (x === null || x === undefined) missing++
    else if (typeof x !== 'number') typeErrors++
    else if (!Number.isFinite(x)) nonFinite++
    else {
      const bin = binOf({ cuts, x })
      counts[bin] = (counts[bin] ?? 0) + 1
      // Neumaier compensation per bin: a column may have millions of rows.
      const sum = sums[bin] ?? 0
      const next = sum + x
      lost[bin] = (lost[bin] ?? 0) + (Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum)
      sums[bin] = next
    }
  }
  return ok(METHOD, values.length, {
    counts,
    sums: Array.from(sums, (sum, bin) => sum + (lost[bin] ?? 0)),
    missing,
    typeErrors,
    nonFinite,
  })
}
