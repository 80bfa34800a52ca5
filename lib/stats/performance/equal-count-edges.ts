import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { edgesOf } from './edges-of'

const METHOD: Method = { method: 'performance.equalCountEdges', version: 1, assumptions: ['EXACT'] }
// A list of more ranges would not fit into memory.
const MOST_BINS = 1_000_000

/**
 * Half-open row ranges [from, to) of equal-count bins: floor(n/bins) rows each, the remainder in the last (Nguyen and
 * O'Connor 2015, adaptive binning). Fewer rows than bins: TOO_FEW_ROWS.
 */
export function equalCountEdges({
  n,
  bins,
}: {
  n: number
  bins: number
}): Result<{ edges: [from: number, to: number][] }> {
  const problem = sizeProblem(n, bins)
  if (problem) return refuse(METHOD, n, problem)
  if (bins < 1 || bins > MOST_BINS) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (n < bins) return insufficient(METHOD, n, 'TOO_FEW_ROWS')
  return ok(METHOD, n, { edges: edgesOf({ n, bins }) })
}
