import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'stream.ddm', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

export interface DdmParameters {
  readonly warmStart: number
  readonly warning: number
  readonly drift: number
}

const FRESH = { n: 0, errors: 0, lowest: Number.POSITIVE_INFINITY, pLowest: 0, sLowest: 0 }

/**
 * Drift detection method on a stream of 0/1 errors (Gama et al. 2004): drift when p + s exceeds p_min + `drift` s_min,
 * s = sqrt(p(1-p)/n), after `warmStart` values. `warnings` lists where `warning` s_min was exceeded. Positions are
 * zero-based; the detector starts afresh after each detection. It flags, it does not gate.
 */
export function ddm({
  parameters,
  stream,
}: {
  parameters: DdmParameters
  stream: readonly number[]
}): Result<{ detections: number[]; warnings: number[] }> {
  const { warmStart, warning, drift } = parameters
  const problem = firstProblem(finiteListProblem(stream), finiteProblem(warning, drift), sizeProblem(warmStart))
  if (problem) return refuse(METHOD, stream.length, problem)
  if (stream.some((x) => x !== 0 && x !== 1)) return invalid(METHOD, stream.length, 'COUNT_OUT_OF_RANGE')
  const detections: number[] = []
  const warnings: number[] = []
  let state = FRESH
  for (const [position, x] of stream.entries()) {
    const n = state.n + 1
    const errors = state.errors + x
    const p = errors / n
    const s = Math.sqrt((p * (1 - p)) / n)
    state = { ...state, n, errors }
    if (n <= warmStart) continue
    if (p + s <= state.lowest) state = { ...state, lowest: p + s, pLowest: p, sLowest: s }
    if (p + s > state.pLowest + drift * state.sLowest) {
      detections.push(position)
      state = FRESH
    } else if (p + s > state.pLowest + warning * state.sLowest) warnings.push(position)
  }
  return ok(METHOD, stream.length, { detections, warnings })
}
