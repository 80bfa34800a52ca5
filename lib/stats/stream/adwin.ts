import { alphaProblem } from '../input/alpha-problem'
import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'
import { ExponentialHistogram } from './exponential-histogram'

const METHOD: Method = { method: 'stream.adwin', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

export interface AdwinParameters {
  readonly delta: number
  readonly clock: number
  readonly gracePeriod: number
  readonly minWindow: number
  readonly maxBuckets: number
}

/**
 * Adaptive windowing (Bifet and Gavalda 2007): every `clock` values the window is cut wherever the means of its two parts
 * differ by more than sqrt(2 m σ² δ') + 2/3 δ' m, δ' = ln(2 ln W/δ), m = 1/(n0 - w + 1) + 1/(n1 - w + 1), w the minimum
 * window. Positions are zero-based; the detector starts afresh after each detection. It flags, it does not gate.
 */
export function adwin({
  parameters,
  stream,
}: {
  parameters: AdwinParameters
  stream: readonly number[]
}): Result<{ detections: number[] }> {
  const { delta, clock, gracePeriod, minWindow, maxBuckets } = parameters
  const problem = firstProblem(
    finiteListProblem(stream),
    alphaProblem(delta),
    sizeProblem(clock, gracePeriod, minWindow, maxBuckets),
  )
  if (problem) return refuse(METHOD, stream.length, problem)
  if (Math.min(clock, minWindow, maxBuckets) < 1) return invalid(METHOD, stream.length, 'COUNT_OUT_OF_RANGE')
  const detections: number[] = []
  let histogram = new ExponentialHistogram(maxBuckets)
  let ticks = 0
  for (const [position, x] of stream.entries()) {
    histogram.add(x)
    ticks++
    const due = ticks % clock === 0 && histogram.window.size > gracePeriod
    if (due && hasCut(histogram, delta, minWindow)) {
      detections.push(position)
      histogram = new ExponentialHistogram(maxBuckets)
      ticks = 0
    }
  }
  return ok(METHOD, stream.length, { detections })
}

function hasCut(histogram: ExponentialHistogram, delta: number, minWindow: number): boolean {
  const { size, total, m2 } = histogram.window
  const logTerm = Math.log((2 * Math.log(size)) / delta)
  const variance = m2 / size
  let n0 = 0
  let total0 = 0
  for (const bucket of histogram.closedBuckets()) {
    n0 += bucket.size
    total0 += bucket.total
    const n1 = size - n0
    if (n1 < minWindow) return false
    if (n0 < minWindow) continue
    const m = 1 / (n0 - minWindow + 1) + 1 / (n1 - minWindow + 1)
    const bound = Math.sqrt(2 * m * variance * logTerm) + (2 / 3) * logTerm * m
    if (Math.abs(total0 / n0 - (total - total0) / n1) > bound) return true
  }
  return false
}
