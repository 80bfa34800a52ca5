import { alphaProblem } from '../input/alpha-problem'
import { firstProblem } from '../input/first-problem'
import { insufficient, type Method, ok, type Result, refuse } from '../result'
import { durationsProblem } from './durations-problem'
import { kaplanMeierCurve } from './kaplan-meier-curve'

const METHOD: Method = { method: 'maturity.horizon', version: 1, assumptions: ['INDEPENDENT_UNITS'] }
const SAME_SHARE = 1e-12

/**
 * Age at which a prediction counts as labelled: the smallest delay whose arrived share (Kaplan and Meier 1958) reaches p
 * times its last value. No label yet: NO_DATA. Unit: that of the durations.
 */
export function horizon({
  durations,
  arrived,
  p,
}: {
  durations: readonly number[]
  arrived: readonly boolean[]
  p: number
}): Result<{ horizon: number; arrivedShareAtEnd: number }> {
  const n = durations.length
  const problem = firstProblem(durationsProblem({ durations, arrived }), p === 1 ? null : alphaProblem(p))
  if (problem) return refuse(METHOD, n, problem)
  const { times, arrivedShare } = kaplanMeierCurve({ durations, arrived })
  const arrivedShareAtEnd = arrivedShare.at(-1)
  if (arrivedShareAtEnd === undefined) return insufficient(METHOD, n, 'NO_DATA')
  // Products of fractions may miss an exact share by their last bits.
  const index = arrivedShare.findIndex((share) => share >= p * arrivedShareAtEnd - SAME_SHARE)
  return ok(METHOD, n, { horizon: times[index] ?? 0, arrivedShareAtEnd })
}
