import { type Method, ok, type Result, refuse } from '../result'
import { durationsProblem } from './durations-problem'
import { kaplanMeierCurve } from './kaplan-meier-curve'

const METHOD: Method = { method: 'maturity.kaplanMeier', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Share of labels that have arrived by each delay, predictions still open being censored at their age (Kaplan and Meier
 * 1958). Times in the unit of the durations; no label yet gives empty lists.
 */
export function kaplanMeier({
  durations,
  arrived,
}: {
  durations: readonly number[]
  arrived: readonly boolean[]
}): Result<{ times: number[]; arrivedShare: number[] }> {
  const problem = durationsProblem({ durations, arrived })
  if (problem) return refuse(METHOD, durations.length, problem)
  return ok(METHOD, durations.length, kaplanMeierCurve({ durations, arrived }))
}
