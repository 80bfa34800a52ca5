import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { rowsProblem } from '../input/rows-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compensatedSum } from '../sums/compensated-sum'

const METHOD: Method = { method: 'sketch.mmdUnbiased', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

type Row = readonly number[]

/**
 * Unbiased squared maximum mean discrepancy with the Gaussian kernel exp(-|x - y|²/(2 bandwidth²)) (Gretton et al. 2012,
 * lemma 6). May be negative. Quadratic in the rows: for samples on demand and as the oracle of `rffMmd`.
 */
export function mmdUnbiased({
  x,
  y,
  bandwidth,
}: {
  x: readonly Row[]
  y: readonly Row[]
  bandwidth: number
}): Result<{ mmd2: number }> {
  const n = { x: x.length, y: y.length }
  const problem = firstProblem(finiteProblem(bandwidth), rowsProblem(x, y))
  if (problem) return refuse(METHOD, n, problem)
  if (bandwidth <= 0) return invalid(METHOD, n, 'ZERO_DENOMINATOR')
  if (n.x === 0 || n.y === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n.x < 2 || n.y < 2) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const kernel = (a: Row, b: Row) => {
    const squared = a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0)
    return Math.exp(-squared / (2 * bandwidth ** 2))
  }
  // The diagonal is left out within a sample; that removes the bias.
  const within = (rows: readonly Row[]) =>
    (2 * compensatedSum(pairsOf(rows, kernel))) / (rows.length * (rows.length - 1))
  const between = compensatedSum(x.map((a) => compensatedSum(y.map((b) => kernel(a, b)))))
  return ok(METHOD, n, { mmd2: within(x) + within(y) - (2 * between) / (n.x * n.y) })
}

function* pairsOf(rows: readonly Row[], kernel: (a: Row, b: Row) => number): Generator<number> {
  for (const [i, row] of rows.entries()) {
    for (const other of rows.slice(i + 1)) yield kernel(row, other)
  }
}
