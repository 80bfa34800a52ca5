import { finiteListProblem } from '../input/finite-list-problem'
import { type Interval, insufficient, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'sequential.intersectIntervals', version: 1, assumptions: ['EXACT'] }

/**
 * Running intersection of a confidence sequence over its looks (Howard et al. 2021). When it is empty the effect moved
 * with time: `nonStationary` is set and the current interval is returned; an empty interval is never drawn.
 */
export function intersectIntervals({
  intervals,
}: {
  intervals: readonly Interval[]
}): Result<{ interval: Interval; nonStationary: boolean }> {
  const n = intervals.length
  const problem = finiteListProblem(intervals.flatMap(({ lower, upper }) => [lower ?? 0, upper ?? 0]))
  if (problem) return refuse(METHOD, n, problem)
  const current = intervals.at(-1)
  if (current === undefined) return insufficient(METHOD, n, 'NO_DATA')
  const lowers = intervals.flatMap(({ lower }) => (lower === null ? [] : [lower]))
  const uppers = intervals.flatMap(({ upper }) => (upper === null ? [] : [upper]))
  const lower = lowers.length === 0 ? null : lowers.reduce((a, b) => Math.max(a, b))
  const upper = uppers.length === 0 ? null : uppers.reduce((a, b) => Math.min(a, b))
  const nonStationary = lower !== null && upper !== null && lower > upper
  return ok(METHOD, n, { interval: nonStationary ? current : { lower, upper }, nonStationary })
}
