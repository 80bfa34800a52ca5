import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { rowsProblem } from '../input/rows-problem'
import { insufficient, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'
import { symmetricEigen } from './symmetric-eigen'

const METHOD: Method = { method: 'sketch.principalComponents', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Frozen principal subspace of a reference (Pearson 1901): standardise, keep the leading orthonormal components that
 * together reach `share` of the variance. Constant columns get scale 1, so that a later change shows as error. Columns
 * are those of `reconstructionError`.
 */
export function principalComponents({
  rows,
  share = 0.65,
}: {
  rows: readonly (readonly number[])[]
  share?: number
}): Result<{ mean: number[]; scale: number[]; components: number[][]; explainedShare: number }> {
  const n = rows.length
  const problem = firstProblem(rowsProblem(rows), alphaProblem(share))
  if (problem) return refuse(METHOD, n, problem)
  const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0))
  if (columns.length === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n < 2) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const mean = columns.map((column) => compensatedSum(column) / n)
  const deviations = columns.map((column, j) =>
    Math.sqrt(compensatedSum(column.map((x) => (x - (mean[j] ?? 0)) ** 2)) / n),
  )
  if (deviations.every((deviation) => deviation === 0)) return insufficient(METHOD, n, 'ZERO_VARIANCE')
  const scale = deviations.map((deviation) => (deviation === 0 ? 1 : deviation))
  const z = columns.map((column, j) => column.map((x) => (x - (mean[j] ?? 0)) / (scale[j] ?? 1)))
  const covariance = z.map((one) => z.map((other) => compensatedSum(one.map((x, i) => x * (other[i] ?? 0))) / n))
  const { values, vectors } = symmetricEigen(covariance)
  const total = compensatedSum(values)
  let kept = 0
  let explained = 0
  while (kept < values.length && explained < share * total * (1 - 1e-12)) explained += values[kept++] ?? 0
  return ok(METHOD, n, {
    mean,
    scale,
    components: vectors.slice(0, kept),
    explainedShare: Math.min(1, explained / total),
  })
}
