import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { uniformStream } from '../random/uniform-stream'
import { type Assumption, type FixedSampleResult, insufficient, invalid, type Method, ok, refuse } from '../result'
import { normalQuantile } from '../special/normal-quantile'
import type { Direction } from '../verdict/verdict'
import { drawsProblem } from './draws-problem'
import { type ArmDraw, rankShares } from './rank-shares'

const METHOD: Method<Assumption> = {
  method: 'bandit.topTwoWeights',
  version: 1,
  assumptions: ['INDEPENDENT_UNITS', 'ASYMPTOTIC_NORMAL', 'MATURED_COHORT', 'FIXED_SAMPLE_ONLY'],
}

export interface NormalArm {
  readonly mean: number
  readonly standardError: number
}

/**
 * Traffic weights half by the share of draws in which an arm is best, half by the share in which it is second, best by
 * `direction`. Allocation, not inference. Russo 2020, Oper. Res. 68. `guardrails` rule an arm out of a draw in which one
 * fails; weights are then scaled to sum to 1.
 * Errors: NON_FINITE_INPUT, COUNT_OUT_OF_RANGE (draws, seed), NUMERICAL_FAILURE (a negative standard error),
 * ZERO_VARIANCE, NO_DATA (no arm, or no draw with an eligible one), LENGTH_MISMATCH.
 */
export function topTwoWeights({
  arms,
  direction,
  draws,
  seed,
  guardrails = [],
}: {
  arms: readonly NormalArm[]
  direction: Direction
  draws: number
  seed: number
  guardrails?: readonly { arms: readonly NormalArm[]; direction: Direction; limit: number }[]
}): FixedSampleResult<{ weights: number[] }> {
  const all = [...arms, ...guardrails.flatMap((guardrail) => guardrail.arms)]
  const problem = firstProblem(
    finiteListProblem(all.flatMap(({ mean, standardError }) => [mean, standardError])),
    drawsProblem(draws, seed, guardrails),
  )
  if (problem !== null) return refuse(METHOD, arms.length, problem)
  if (arms.length === 0) return insufficient(METHOD, 0, 'NO_DATA')
  if (all.some(({ standardError }) => standardError < 0)) return invalid(METHOD, arms.length, 'NUMERICAL_FAILURE')
  if (all.some(({ standardError }) => standardError === 0)) return insufficient(METHOD, arms.length, 'ZERO_VARIANCE')
  if (guardrails.some((guardrail) => guardrail.arms.length !== arms.length)) {
    return invalid(METHOD, arms.length, 'LENGTH_MISMATCH')
  }
  const { first, second } = rankShares({
    arms: arms.map(posterior),
    guardrails: guardrails.map((guardrail) => ({ ...guardrail, arms: guardrail.arms.map(posterior) })),
    direction,
    draws,
    uniform: uniformStream({ seed }),
  })
  const places = first.map((wins, arm) => wins + (second[arm] ?? 0))
  const total = places.reduce((sum, count) => sum + count, 0)
  if (total === 0) return insufficient(METHOD, arms.length, 'NO_DATA')
  return ok(METHOD, arms.length, { weights: places.map((count) => count / total) })
}

function posterior({ mean, standardError }: NormalArm): ArmDraw {
  return (uniform) => mean + standardError * normalQuantile({ p: uniform })
}
