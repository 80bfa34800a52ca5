import { firstProblem } from '../input/first-problem'
import { sizeProblem } from '../input/size-problem'
import { uniformStream } from '../random/uniform-stream'
import { type Assumption, type FixedSampleResult, insufficient, invalid, type Method, ok, refuse } from '../result'
import { betaQuantile } from '../special/beta-quantile'
import type { Direction } from '../verdict/verdict'
import { drawsProblem } from './draws-problem'
import { type ArmDraw, rankShares } from './rank-shares'

const METHOD: Method<Assumption> = {
  method: 'bandit.bestProbabilities',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'MATURED_COHORT', 'FIXED_SAMPLE_ONLY'],
}

export interface BetaArm {
  readonly successes: number
  readonly failures: number
}

/**
 * Posterior probability of each arm being the best, from Beta(1+s, 1+f) draws by inverse cdf. Allocation, not inference.
 * Thompson 1933, Biometrika 25. `guardrails` (rates with a limit) rule an arm out of a draw in which one fails.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE (counts, draws), NO_DATA (no arm, or no draw in which any arm is eligible),
 * LENGTH_MISMATCH (a guardrail with another number of arms).
 */
export function bestProbabilities({
  arms,
  direction,
  draws,
  seed,
  guardrails = [],
}: {
  arms: readonly BetaArm[]
  direction: Direction
  draws: number
  seed: number
  guardrails?: readonly { arms: readonly BetaArm[]; direction: Direction; limit: number }[]
}): FixedSampleResult<{ probabilities: number[] }> {
  const all = [...arms, ...guardrails.flatMap((guardrail) => guardrail.arms)]
  const problem = firstProblem(
    sizeProblem(...all.flatMap(({ successes, failures }) => [successes, failures])),
    drawsProblem(draws, seed, guardrails),
  )
  const n = arms.reduce((total, { successes, failures }) => total + successes + failures, 0)
  if (problem !== null) return refuse(METHOD, n, problem)
  if (arms.length === 0) return insufficient(METHOD, n, 'NO_DATA')
  if (guardrails.some((guardrail) => guardrail.arms.length !== arms.length))
    return invalid(METHOD, n, 'LENGTH_MISMATCH')
  const { first, counted } = rankShares({
    arms: arms.map(posterior),
    guardrails: guardrails.map((guardrail) => ({ ...guardrail, arms: guardrail.arms.map(posterior) })),
    direction,
    draws,
    uniform: uniformStream({ seed }),
  })
  if (counted === 0) return insufficient(METHOD, n, 'NO_DATA')
  return ok(METHOD, n, { probabilities: first.map((wins) => wins / counted) })
}

function posterior({ successes, failures }: BetaArm): ArmDraw {
  return (uniform) => betaQuantile({ p: uniform, a: 1 + successes, b: 1 + failures })
}
