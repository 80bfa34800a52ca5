import { sizeProblem } from '../input/size-problem'
import { invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'drift.persistence', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

export type DriftDecision = 'drift' | 'no-drift' | 'insufficient'
export type DriftState = 'quiet' | 'suspect' | 'alarm'

/**
 * k-of-n rule on non-overlapping windows (Western Electric 1956, run rules): an alarm when at least `k` of the last `of`
 * decided windows drifted; it ends after `clear` windows without drift in a row. Insufficient windows change nothing.
 */
export function persistence({
  decisions,
  k = 2,
  of = 3,
  clear = 3,
}: {
  decisions: readonly DriftDecision[]
  k?: number
  of?: number
  clear?: number
}): Result<{ states: DriftState[] }> {
  const n = decisions.length
  const problem = sizeProblem(k, of, clear)
  if (problem) return refuse(METHOD, n, problem)
  if (k < 1 || of < k || clear < 1) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  let state: DriftState = 'quiet'
  let calm = 0
  let recent: boolean[] = []
  const states = decisions.map((decision) => {
    if (decision === 'insufficient') return state
    const drifted = decision === 'drift'
    recent = [...recent, drifted].slice(-of)
    calm = drifted ? 0 : calm + 1
    const hits = recent.filter(Boolean).length
    if (state === 'alarm') state = calm >= clear ? 'quiet' : 'alarm'
    // Only a window that drifted can raise an alarm, so one that has ended is not raised again by its own past.
    else if (drifted && hits >= k) state = 'alarm'
    else state = hits > 0 ? 'suspect' : 'quiet'
    return state
  })
  return ok(METHOD, n, { states })
}
