import { rowsProblem } from '../input/rows-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { rffMean } from './rff-mean'
import { rffMmdFromMeans } from './rff-mmd-from-means'

const METHOD: Method = { method: 'sketch.rffMmd', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Maximum mean discrepancy through random Fourier features (Rahimi and Recht 2007; Gretton et al. 2012). Linear in the
 * rows and additive over them; differs from `mmdUnbiased` by O(1/sqrt K) for K frequencies.
 */
export function rffMmd({
  x,
  y,
  frequencies,
}: {
  x: readonly (readonly number[])[]
  y: readonly (readonly number[])[]
  frequencies: readonly (readonly number[])[]
}): Result<{ meanX: number[]; meanY: number[]; mmd2: number; mmd2Biased: number }> {
  const n = { x: x.length, y: y.length }
  const problem = rowsProblem(x, y, frequencies)
  if (problem) return refuse(METHOD, n, problem)
  if (frequencies.length === 0) return invalid(METHOD, n, 'SPEC_MISMATCH')
  if (n.x === 0 || n.y === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n.x < 2 || n.y < 2) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  const meanX = rffMean({ rows: x, frequencies })
  const meanY = rffMean({ rows: y, frequencies })
  return ok(METHOD, n, { meanX, meanY, ...rffMmdFromMeans({ nX: n.x, meanX, nY: n.y, meanY }) })
}
