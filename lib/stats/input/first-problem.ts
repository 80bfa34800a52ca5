import type { Problem } from '../result'

/** The first check that failed decides, except that wrong input outranks missing input. */
export function firstProblem(...problems: readonly (Problem | null)[]): Problem | null {
  return (
    problems.find((problem) => problem?.status === 'invalid') ?? problems.find((problem) => problem !== null) ?? null
  )
}
