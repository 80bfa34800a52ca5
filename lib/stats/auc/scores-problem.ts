import { finiteListProblem } from '../input/finite-list-problem'
import type { Problem } from '../result'
import type { ScoresByClass } from './placements'

/** DeLong's variance needs two rows of each class; with one class there is no ranking at all. */
export function scoresProblem({ positives, negatives }: ScoresByClass): Problem | null {
  const problem = finiteListProblem(positives) ?? finiteListProblem(negatives)
  if (problem !== null) return problem
  if (positives.length === 0 && negatives.length === 0) return { status: 'insufficient', reason: 'NO_DATA' }
  if (positives.length === 0 || negatives.length === 0) return { status: 'insufficient', reason: 'ONE_CLASS_ONLY' }
  if (positives.length < 2 || negatives.length < 2) return { status: 'insufficient', reason: 'TOO_FEW_UNITS' }
  return null
}
