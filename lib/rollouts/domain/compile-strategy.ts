import type { RolloutStep, Strategy } from './spec'

export interface StepDraft {
  candidateBps: number
  minDwellSec: number
  manual?: boolean
}

interface StrategyInput {
  strategy: Strategy
  /** Own steps for canary and linear; the defaults otherwise. */
  steps?: readonly StepDraft[] | undefined
}

export type Compiled = { ok: true; steps: RolloutStep[] } | { ok: false; reason: string }

const MINUTE = 60
const DEFAULTS: Record<Exclude<Strategy, 'shadow'>, readonly StepDraft[]> = {
  'all-at-once': [{ candidateBps: 10_000, minDwellSec: 10 * MINUTE }],
  'blue-green': [{ candidateBps: 10_000, minDwellSec: 30 * MINUTE }],
  canary: [
    { candidateBps: 500, minDwellSec: 60 * MINUTE },
    { candidateBps: 2500, minDwellSec: 60 * MINUTE },
    { candidateBps: 10_000, minDwellSec: 30 * MINUTE },
  ],
  linear: Array.from({ length: 10 }, (_, i) => ({ candidateBps: 1000 * (i + 1), minDwellSec: 10 * MINUTE })),
}
const SHADOW_SEC = 10 * MINUTE

/** Pure: a strategy becomes steps, or a refusal that is shown before anyone approves. */
export function compileStrategy({ strategy, steps }: StrategyInput): Compiled {
  if (strategy === 'shadow') {
    const dwell = steps?.[0]?.minDwellSec ?? SHADOW_SEC
    return {
      ok: true,
      steps: [{ ...toStep({ candidateBps: 0, minDwellSec: dwell }, 0), kind: 'shadow', mirrorBps: 10_000 }],
    }
  }
  const drafts = steps && steps.length > 0 ? steps : DEFAULTS[strategy]
  let previous = 0
  for (const [index, { candidateBps }] of drafts.entries()) {
    if (!Number.isInteger(candidateBps) || candidateBps < 1 || candidateBps > 10_000)
      return {
        ok: false,
        reason: `Step ${index + 1}: the share must be a whole number of basis points from 1 to 10000.`,
      }
    if (candidateBps <= previous)
      return { ok: false, reason: `Step ${index + 1}: each step must send more traffic than the one before.` }
    previous = candidateBps
  }
  if (previous !== 10_000) return { ok: false, reason: 'The last step must send all traffic to the candidate.' }
  if ((strategy === 'all-at-once' || strategy === 'blue-green') && drafts.length > 1)
    return { ok: false, reason: `${strategy} has one step; choose canary or linear for more.` }
  return { ok: true, steps: drafts.map(toStep) }
}

function toStep(draft: StepDraft, index: number): RolloutStep {
  return {
    index,
    kind: 'traffic',
    candidateBps: draft.candidateBps,
    mirrorBps: 0,
    minDwellSec: draft.minDwellSec,
    // A step that cannot decide holds for a person rather than waiting for ever.
    maxDurationSec: Math.max(4 * draft.minDwellSec, 24 * 3600),
    manual: draft.manual ?? false,
    onInconclusive: 'hold',
  }
}
