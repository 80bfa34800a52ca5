import { finiteProblem } from '../input/finite-problem'
import { sizeProblem } from '../input/size-problem'
import type { Problem } from '../result'
import type { Moments } from './moments'

/** A sum of squares cannot be negative. */
export function momentsProblem({ n, mean, m2 }: Moments): Problem | null {
  const problem = finiteProblem(n, mean, m2) ?? sizeProblem(n)
  if (problem !== null) return problem
  return m2 < 0 ? { status: 'invalid', reason: 'NUMERICAL_FAILURE' } : null
}
