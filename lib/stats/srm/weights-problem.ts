import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import type { Problem } from '../result'

/**
 * Traffic weights and counts of the same arms: weights not negative and at least two of them positive, counts integers,
 * and no unit in an arm of weight 0, which would be an integrity failure of its own.
 */
export function weightsProblem({
  weights,
  batches,
}: {
  weights: readonly number[]
  batches: readonly (readonly number[])[]
}): Problem | null {
  const usable = weights.every((weight) => weight >= 0) && weights.filter((weight) => weight > 0).length >= 2
  const stray = batches.some((batch) => batch.some((count, arm) => count > 0 && weights[arm] === 0))
  return firstProblem(
    finiteListProblem(weights),
    ...batches.map((batch) => sizeProblem(...batch)),
    batches.some((batch) => batch.length !== weights.length) ? { status: 'invalid', reason: 'LENGTH_MISMATCH' } : null,
    usable ? null : { status: 'invalid', reason: 'WEIGHTS_INVALID' },
    stray ? { status: 'invalid', reason: 'TRAFFIC_IN_ZERO_WEIGHT_ARM' } : null,
  )
}
