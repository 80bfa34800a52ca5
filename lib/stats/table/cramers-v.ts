import { tableProblem } from '../input/table-problem'
import { insufficient, type Method, ok, type Result, refuse } from '../result'
import { chiSquareOfTable } from './chi-square-of-table'

const METHOD: Method = { method: 'table.cramersV', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Cramer's V, the strength of association in [0, 1] (Cramer 1946), optionally with Bergsma's bias correction (2013):
 * phi2c = max(0, phi2 - (k-1)(r-1)/(n-1)), each side shortened by (side-1)²/(n-1).
 */
export function cramersV({
  table,
  biasCorrected,
  continuity,
}: {
  table: readonly (readonly number[])[]
  biasCorrected: boolean
  continuity: boolean
}): Result<{ v: number }> {
  const problem = tableProblem(table)
  const { statistic, total: n, rows: r, columns: k } = chiSquareOfTable({ table, continuity })
  if (problem) return refuse(METHOD, n, problem)
  if (Math.min(r, k) < 2) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const phi2 = statistic / n
  if (!biasCorrected) return ok(METHOD, n, { v: Math.min(1, Math.sqrt(phi2 / (Math.min(r, k) - 1))) })
  const corrected = Math.max(0, phi2 - ((k - 1) * (r - 1)) / (n - 1))
  const shorter = Math.min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1))
  if (corrected === 0) return ok(METHOD, n, { v: 0 })
  if (shorter <= 1) return insufficient(METHOD, n, 'TOO_FEW_UNITS')
  return ok(METHOD, n, { v: Math.min(1, Math.sqrt(corrected / (shorter - 1))) })
}
