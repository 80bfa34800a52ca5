import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import { firstProblem } from '../input/first-problem'
import { type Assumption, type FixedSampleResult, insufficient, invalid, type Method, ok, refuse } from '../result'

const METHOD: Method<Assumption> = { method: 'bandit.allocate', version: 1, assumptions: ['FIXED_SAMPLE_ONLY'] }
const SUM_TOLERANCE = 1e-6

/**
 * The next traffic split: p = f + (1 - K f) w keeps every arm at the floor f, then previous + lambda (p - previous) with
 * lambda = min(1, maxStep / max|p - previous|) bounds the change. The floor keeps every arm's
 * reward estimable, as in epsilon-greedy allocation (Sutton and Barto 2018, chapter 2); the step limit is Slipway's own.
 * Errors: LENGTH_MISMATCH, NON_FINITE_INPUT, NO_DATA (no arm), WEIGHTS_INVALID (negative or not summing to 1; floor
 * outside [0, 1/K]; maxStep not positive).
 */
export function allocate({
  weights,
  floor,
  previous,
  maxStep,
}: {
  weights: readonly number[]
  floor: number
  previous: readonly number[]
  maxStep: number
}): FixedSampleResult<{ weights: number[] }> {
  const arms = weights.length
  if (previous.length !== arms) return invalid(METHOD, arms, 'LENGTH_MISMATCH')
  const problem = firstProblem(finiteListProblem(weights), finiteListProblem(previous), finiteProblem(floor, maxStep))
  if (problem !== null) return refuse(METHOD, arms, problem)
  if (arms === 0) return insufficient(METHOD, arms, 'NO_DATA')
  const split = isSplit(weights) && isSplit(previous)
  if (!split || floor < 0 || floor * arms > 1 || maxStep <= 0) return invalid(METHOD, arms, 'WEIGHTS_INVALID')
  const target = weights.map((weight) => floor + (1 - arms * floor) * weight)
  const largest = Math.max(...target.map((share, arm) => Math.abs(share - (previous[arm] ?? 0))))
  const lambda = largest === 0 ? 1 : Math.min(1, maxStep / largest)
  return ok(METHOD, arms, {
    weights: target.map((share, arm) => {
      const before = previous[arm] ?? 0
      return before + lambda * (share - before)
    }),
  })
}

function isSplit(shares: readonly number[]): boolean {
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.every((share) => share >= 0) && Math.abs(sum - 1) <= SUM_TOLERANCE
}
