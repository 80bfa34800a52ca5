import type { GateResult } from './gate-result'
import type { RolloutStep } from './spec'

export type StepAction = 'ADVANCE' | 'WAIT' | 'HOLD' | 'ROLL_BACK' | 'AWAIT_APPROVAL'

export const STEP_REASONS = [
  'PLAN_NOT_OBSERVED',
  'AGENT_OFFLINE',
  'EVIDENCE_STALE',
  'BASELINE_UNHEALTHY',
  'HARM',
  'NO_TRAFFIC',
  'DWELL',
  'MIN_SAMPLE',
  'INCONCLUSIVE',
  'MANUAL_STEP',
  'ALL_CLEAR',
] as const
export type StepReason = (typeof STEP_REASONS)[number]

/** What one look at a running step sees. Times are milliseconds of the database clock. */
export interface StepFacts {
  nowMs: number
  step: RolloutStep
  planObserved: boolean
  /** Since when the plan is not observed or the agent is not online; null while all is well. */
  notObservedSinceMs: number | null
  agentOnline: boolean
  /** Until when every captured prediction has arrived; null when nothing was ever reported. */
  dataThroughMs: number | null
  stepEnteredMs: number
  observedDwellMs: number
  baselineHealthy: boolean
  candidateRequests: number
  gates: readonly GateResult[]
}

export interface StepDecision {
  action: StepAction
  reason: StepReason
  /** Plain words: what it waits for, and for how long where that is known. */
  detail: string
  waitMs: number | null
}

interface Rule {
  reason: StepReason
  label: string
  decide(facts: StepFacts): Omit<StepDecision, 'reason'> | null
}

const OFFLINE_HOLD_MS = 5 * 60_000
const LOOK_MS = 30_000
const STALE_WAIT_MS = 2 * LOOK_MS
const STALE_HOLD_MS = 10 * LOOK_MS
const NO_TRAFFIC_MS = 10 * 60_000

const wait = (detail: string, waitMs: number | null = null) => ({ action: 'WAIT' as const, detail, waitMs })
const hold = (detail: string) => ({ action: 'HOLD' as const, detail, waitMs: null })

function lagMs(facts: StepFacts): number {
  const through = facts.dataThroughMs ?? facts.stepEnteredMs
  return Math.max(0, facts.nowMs - Math.max(through, facts.stepEnteredMs))
}

/** The order is the safety argument: harm comes before sample size and dwell, a sick baseline before harm, approval last. */
export const STEP_RULES: readonly Rule[] = [
  {
    reason: 'AGENT_OFFLINE',
    label: 'The agent was heard of within 5 minutes',
    decide: (f) =>
      (!f.planObserved || !f.agentOnline) &&
      f.notObservedSinceMs !== null &&
      f.nowMs - f.notObservedSinceMs >= OFFLINE_HOLD_MS
        ? hold(
            'The agent has not shown this plan for 5 minutes. Check the agent; the rollout goes on by itself when it is back.',
          )
        : null,
  },
  {
    reason: 'PLAN_NOT_OBSERVED',
    label: 'The ordered plan is what really runs',
    decide: (f) => (f.planObserved && f.agentOnline ? null : wait('Waiting until the agent shows the ordered plan.')),
  },
  {
    reason: 'EVIDENCE_STALE',
    label: 'Evidence is fresh',
    decide: (f) => {
      const reaches = f.dataThroughMs !== null && f.dataThroughMs >= f.stepEnteredMs
      const lag = lagMs(f)
      if (reaches && lag <= STALE_WAIT_MS) return null
      if (lag > STALE_HOLD_MS)
        return hold('No fresh predictions have arrived for 5 minutes. Missing evidence never advances a rollout.')
      return wait('Waiting for predictions of this step to arrive.')
    },
  },
  {
    reason: 'BASELINE_UNHEALTHY',
    label: 'The stable variant is healthy',
    decide: (f) =>
      f.baselineHealthy
        ? null
        : hold('The stable variant itself fails too often: going back to it would not help. A person has to decide.'),
  },
  {
    reason: 'HARM',
    label: 'No guardrail shows harm',
    decide: (f) => {
      const harmful = f.gates.find((gate) => gate.enforced && gate.outcome === 'HARM')
      return harmful ? { action: 'ROLL_BACK', detail: harmful.why, waitMs: null } : null
    },
  },
  {
    reason: 'NO_TRAFFIC',
    label: 'The candidate receives traffic',
    decide: (f) =>
      f.candidateRequests === 0 && f.observedDwellMs >= NO_TRAFFIC_MS
        ? hold('The candidate has received no request for 10 minutes.')
        : null,
  },
  {
    reason: 'DWELL',
    label: 'The minimum time has been observed',
    decide: (f) => {
      const left = f.step.minDwellSec * 1000 - f.observedDwellMs
      return left > 0
        ? wait(
            'Waiting for the minimum time of this step. Only time in which the plan was really observed counts.',
            left,
          )
        : null
    },
  },
  {
    reason: 'MIN_SAMPLE',
    label: 'There are enough requests',
    decide: (f) => {
      const missing = Math.max(0, ...f.gates.filter((g) => g.enforced).map((g) => g.minRequests - g.n.candidate))
      if (missing <= 0) return null
      const perMs = f.observedDwellMs > 0 ? f.candidateRequests / f.observedDwellMs : 0
      return wait(
        `${missing} more requests to the candidate are needed.`,
        perMs > 0 ? Math.round(missing / perMs) : null,
      )
    },
  },
  {
    reason: 'INCONCLUSIVE',
    label: 'Every guardrail shows no harm',
    decide: (f) => {
      const open = f.gates.filter((gate) => gate.enforced && gate.outcome !== 'PASS')
      return open.length === 0 ? null : wait(open.map((gate) => gate.why).join(' '))
    },
  },
  {
    reason: 'MANUAL_STEP',
    label: 'A person confirms, where the step asks for it',
    decide: (f) =>
      f.step.manual
        ? {
            action: 'AWAIT_APPROVAL',
            detail: 'Evidence is complete. A person has to let this step go on.',
            waitMs: null,
          }
        : null,
  },
]

/** First rule that holds decides; when none does, the step advances. */
export function decideStep(facts: StepFacts): StepDecision {
  for (const rule of STEP_RULES) {
    const decision = rule.decide(facts)
    if (decision) return { reason: rule.reason, ...decision }
  }
  return { action: 'ADVANCE', reason: 'ALL_CLEAR', detail: 'All guardrails passed.', waitMs: null }
}

/** Reasons that nobody may skip by hand: what runs is unknown, evidence is missing, the baseline is sick, or harm is shown. */
export const UNSKIPPABLE: readonly StepReason[] = [
  'AGENT_OFFLINE',
  'PLAN_NOT_OBSERVED',
  'EVIDENCE_STALE',
  'BASELINE_UNHEALTHY',
  'HARM',
]
