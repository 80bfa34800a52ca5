import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'stream.pageHinkley', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

export interface PageHinkleyParameters {
  readonly minInstances: number
  readonly delta: number
  readonly threshold: number
  readonly alpha: number
}

/**
 * Page-Hinkley test for an increase of the mean (Page 1954): S = max(0, alpha S + x - mean - delta), detection once
 * S >= threshold. Positions are zero-based; the detector starts afresh after each. It flags, it does not gate.
 */
export function pageHinkley({
  parameters,
  stream,
}: {
  parameters: PageHinkleyParameters
  stream: readonly number[]
}): Result<{ detections: number[] }> {
  const { minInstances, delta, threshold, alpha } = parameters
  const problem = firstProblem(
    finiteListProblem(stream),
    finiteProblem(delta, threshold, alpha),
    sizeProblem(minInstances),
  )
  if (problem) return refuse(METHOD, stream.length, problem)
  const detections: number[] = []
  let state = { n: 0, mean: 0, sum: 0 }
  for (const [position, x] of stream.entries()) {
    const n = state.n + 1
    const mean = state.mean + (x - state.mean) / n
    state = { n, mean, sum: Math.max(0, alpha * state.sum + x - mean - delta) }
    if (n >= minInstances && state.sum >= threshold) {
      detections.push(position)
      state = { n: 0, mean: 0, sum: 0 }
    }
  }
  return ok(METHOD, stream.length, { detections })
}
