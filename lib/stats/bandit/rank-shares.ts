import type { Direction } from '../verdict/verdict'

/** One draw of a quantity for one arm, from one uniform. */
export type ArmDraw = (uniform: number) => number

export interface DrawnGuardrail {
  readonly arms: readonly ArmDraw[]
  readonly direction: Direction
  /** A draw holds while it is not worse than this. */
  readonly limit: number
}

/**
 * Shares of draws in which each arm ranks first and second. In a draw an arm takes part only if all its guardrails hold
 * in that draw; draws without any eligible arm count for none. Russo 2020, Oper. Res. 68 (top-two Thompson sampling).
 */
export function rankShares({
  arms,
  guardrails,
  direction,
  draws,
  uniform,
}: {
  arms: readonly ArmDraw[]
  guardrails: readonly DrawnGuardrail[]
  direction: Direction
  draws: number
  uniform: () => number
}): { first: number[]; second: number[]; counted: number } {
  const first = new Array<number>(arms.length).fill(0)
  const second = new Array<number>(arms.length).fill(0)
  let counted = 0
  for (let draw = 0; draw < draws; draw++) {
    let best = -1
    let next = -1
    let bestReward = Number.NEGATIVE_INFINITY
    let nextReward = Number.NEGATIVE_INFINITY
    arms.forEach((sample, arm) => {
      const reward = goodness(sample(uniform()), direction)
      // Every uniform is used whether or not the arm is eligible, so that arms keep their place in the stream.
      const holds = guardrails.map((guardrail) => guardrailHolds(guardrail, arm, uniform())).every(Boolean)
      if (!holds) return
      if (reward > bestReward) {
        next = best
        nextReward = bestReward
        best = arm
        bestReward = reward
      } else if (reward > nextReward) {
        next = arm
        nextReward = reward
      }
    })
    if (best === -1) continue
    counted += 1
    first[best] = (first[best] ?? 0) + 1
    if (next !== -1) second[next] = (second[next] ?? 0) + 1
  }
  return { first, second, counted }
}

function guardrailHolds({ arms, direction, limit }: DrawnGuardrail, arm: number, uniform: number): boolean {
  const sample = arms[arm]
  return sample !== undefined && goodness(sample(uniform), direction) >= goodness(limit, direction)
}

function goodness(value: number, direction: Direction): number {
  return direction === 'increase-is-better' ? value : -value
}
