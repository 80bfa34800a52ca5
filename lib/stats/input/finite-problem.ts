import type { Problem } from '../result'
import { finiteListProblem } from './finite-list-problem'

/** Refuses an argument that is NaN or infinite. */
export function finiteProblem(...values: readonly number[]): Problem | null {
  return finiteListProblem(values)
}
