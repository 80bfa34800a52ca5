import { chiSquareSf } from '../special/chi-square-sf'

/**
 * Pearson's chi-square of an r x c table of non-negative cells whose empty rows and columns are left out (Pearson
 * 1900); Yates' correction only on a 2 x 2 remainder. A table with one row or column left has df 0 and p 1.
 */
export function chiSquareOfTable({
  table,
  continuity,
}: {
  table: readonly (readonly number[])[]
  continuity: boolean
}): {
  statistic: number
  df: number
  pValue: number
  rows: number
  columns: number
  total: number
} {
  const rowTotals = table.map((row) => row.reduce((sum, cell) => sum + cell, 0))
  const columnTotals = (table[0] ?? []).map((_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0))
  const total = rowTotals.reduce((sum, cell) => sum + cell, 0)
  const rows = rowTotals.filter((sum) => sum > 0).length
  const columns = columnTotals.filter((sum) => sum > 0).length
  const df = Math.max(0, (rows - 1) * (columns - 1))
  if (df === 0) return { statistic: 0, df, pValue: 1, rows, columns, total }
  const yates = continuity && df === 1 && rows === 2
  let statistic = 0
  for (const [i, row] of table.entries()) {
    for (const [j, observed] of row.entries()) {
      const expected = ((rowTotals[i] ?? 0) * (columnTotals[j] ?? 0)) / total
      if (expected === 0) continue
      const gap = Math.abs(observed - expected)
      statistic += (yates ? gap - Math.min(0.5, gap) : gap) ** 2 / expected
    }
  }
  return { statistic, df, pValue: chiSquareSf({ x: statistic, df }), rows, columns, total }
}
