import { finiteListProblem } from '../input/finite-list-problem'
import { finiteProblem } from '../input/finite-problem'
import type { Problem } from '../result'

const MAX_DRAWS = 10_000_000

/** A simulation needs at least one draw, no more than would hang the caller, an integer seed and finite limits. */
export function drawsProblem(
  draws: number,
  seed: number,
  guardrails: readonly { readonly limit: number }[] = [],
): Problem | null {
  const problem = finiteProblem(draws, seed) ?? finiteListProblem(guardrails.map(({ limit }) => limit))
  if (problem !== null) return problem
  const whole = Number.isSafeInteger(draws) && draws >= 1 && draws <= MAX_DRAWS && Number.isSafeInteger(seed)
  return whole ? null : { status: 'invalid', reason: 'COUNT_OUT_OF_RANGE' }
}
