import { finiteProblem } from '../input/finite-problem'
import { type Method, ok, type Result, refuse } from '../result'
import { LATENCY_EDGES } from './latency-edges'

const METHOD: Method = { method: 'sketch.latencyPosition', version: 1, assumptions: ['EXACT'] }

/**
 * Position of a latency in the lat5s.v1 vector (OpenTelemetry exponential histogram, scale 5): the number of edges below
 * it, by binary search over frozen constants. Zero and smaller is 0, above 1 024 s is 865. Unit: seconds.
 */
export function latencyPosition({ seconds }: { seconds: number }): Result<{ position: number }> {
  const problem = finiteProblem(seconds)
  if (problem) return refuse(METHOD, 0, problem)
  let low = 0
  let high = LATENCY_EDGES.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((LATENCY_EDGES[middle] ?? 0) < seconds) low = middle + 1
    else high = middle
  }
  return ok(METHOD, 1, { position: low })
}
