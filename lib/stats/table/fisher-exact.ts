import { tableProblem } from '../input/table-problem'
import { type Assumption, type FixedSampleResult, invalid, type Method, ok, refuse } from '../result'
import { fisherExactPValue } from './fisher-exact-p-value'

const METHOD: Method<Assumption> = {
  method: 'table.fisherExact',
  version: 1,
  assumptions: ['EXACT', 'INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/** Two-sided Fisher exact test of a 2 x 2 table (Fisher 1935). Any other shape is `LENGTH_MISMATCH`. */
export function fisherExact({
  table,
}: {
  table: readonly (readonly number[])[]
}): FixedSampleResult<{ pValue: number }> {
  const n = table.flat().reduce((sum, cell) => sum + cell, 0)
  const problem = tableProblem(table)
  if (problem) return refuse(METHOD, n, problem)
  const [[a, b, ...moreColumns] = [], [c, d] = [], ...moreRows] = table
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return invalid(METHOD, n, 'LENGTH_MISMATCH')
  }
  if (moreColumns.length > 0 || moreRows.length > 0) return invalid(METHOD, n, 'LENGTH_MISMATCH')
  return ok(METHOD, n, { pValue: fisherExactPValue(a, b, c, d) })
}
