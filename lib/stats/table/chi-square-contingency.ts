import { tableProblem } from '../input/table-problem'
import { type Assumption, type FixedSampleResult, insufficient, type Method, ok, refuse } from '../result'
import { chiSquareOfTable } from './chi-square-of-table'

const METHOD: Method<Assumption> = {
  method: 'table.chiSquareContingency',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'FIXED_SAMPLE_ONLY'],
}

/**
 * Pearson's chi-square test of independence (Pearson 1900). Columns with total 0 are dropped, so a category seen on one
 * side only is finite here, unlike in the goodness-of-fit test. Yates' correction only on 2 x 2 when `continuity`.
 */
export function chiSquareContingency({
  table,
  continuity = false,
}: {
  table: readonly (readonly number[])[]
  continuity?: boolean
}): FixedSampleResult<{ statistic: number; df: number; pValue: number }> {
  const problem = tableProblem(table)
  const { statistic, df, pValue, total, rows } = chiSquareOfTable({ table, continuity })
  if (problem) return refuse(METHOD, total, problem)
  // One row without observations: there is nothing to compare with yet.
  if (rows < table.length || table.length < 2) return insufficient(METHOD, total, 'NO_DATA')
  return ok(METHOD, total, { statistic, df, pValue })
}
