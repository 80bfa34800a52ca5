import type { Problem } from '../result'
import { alphaProblem } from './alpha-problem'
import { finiteProblem } from './finite-problem'
import { firstProblem } from './first-problem'

/** A sequence needs a positive number of units and a positive mixture scale g. */
export function mixtureProblem({ n, g, alpha = 0.5 }: { n: number; g: number; alpha?: number }): Problem | null {
  return firstProblem(
    finiteProblem(n, g),
    n < 0 ? { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' } : null,
    g <= 0 ? { status: 'invalid', reason: 'WEIGHTS_INVALID' } : null,
    alphaProblem(alpha),
    n === 0 ? { status: 'insufficient', reason: 'NO_DATA' } : null,
  )
}
