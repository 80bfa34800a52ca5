import type { StepDecision } from './decide-step'
import type { RolloutSpec } from './spec'
import { isTerminal, type OpenStatus, type RolloutStatus, type StageStatus, TIMEOUT_MS } from './status'

/** The part of a rollout that its own transitions read. */
export interface RolloutState {
  kind: 'rollout' | 'rollback'
  status: RolloutStatus
  stepIndex: number
  statusEnteredMs: number
  holdReason: string | null
  /** Of a held or paused rollout: the stage that was interrupted. */
  resume: StageStatus | null
  trafficMoved: boolean
  attempts: number
  spec: Pick<RolloutSpec, 'steps' | 'fromPlanDigest' | 'strategy'>
}

export type CommandFact = null | {
  state: 'open' | 'unknown' | 'succeeded' | 'failed'
  code: string | null
  planObserved: boolean
}

export interface RolloutFacts {
  nowMs: number
  approval: 'not-needed' | 'open' | 'approved' | 'refused'
  approvalEnd: string | null
  /** The candidate may still be deployed: not archived or quarantined since it was asked for. */
  versionReady: boolean
  command: CommandFact
  /** The look at the running step; null outside a step. */
  decision: StepDecision | null
  automationOff: boolean
  automaticRollbacks: { last15Min: number; lastDay: number }
}

export type Effect =
  | 'apply-warm'
  | 'apply-step'
  | 'apply-final'
  | 'apply-rollback'
  | 'cancel-order'
  | 'consume-approval'
  | 'record-good'

export interface Transition {
  to: RolloutStatus
  stepIndex: number
  reason: string | null
  effects: readonly Effect[]
}

const MAX_ROLLBACK_ATTEMPTS = 3
const NO_AUTOMATIC_RETURN = ['BASELINE_UNHEALTHY', 'COMMAND_UNKNOWN', 'AGENT_OFFLINE']

export function go(
  to: RolloutStatus,
  state: RolloutState,
  reason: string | null = null,
  effects: readonly Effect[] = [],
  stepIndex = state.stepIndex,
): Transition {
  return { to, stepIndex, reason, effects }
}

export const isFirstVersion = (state: RolloutState) => state.spec.fromPlanDigest === null

/** Where a passed (or confirmed, or skipped) step leads. */
export function nextAfterStep(state: RolloutState, reason: string | null = null): Transition {
  const next = state.stepIndex + 1
  if (next < state.spec.steps.length) return go('APPLYING', state, reason, ['apply-step'], next)
  // The first version of a deployment is stable already: there are no roles to swap.
  if (isFirstVersion(state)) return go('SUCCEEDED', state, reason, ['record-good'])
  return go('FINALIZING', state, reason, ['apply-final'])
}

function automaticRollback(state: RolloutState, facts: RolloutFacts, reason: string): Transition {
  if (isFirstVersion(state)) return go('HELD', state, 'NOTHING_TO_RETURN_TO')
  if (facts.automationOff) return go('HELD', state, 'AUTOMATION_OFF')
  if (facts.automaticRollbacks.last15Min >= 1 || facts.automaticRollbacks.lastDay >= 3)
    return go('HELD', state, 'FLAPPING')
  return go('ROLLING_BACK', state, reason, ['apply-rollback'])
}

function timedOut(state: RolloutState, facts: RolloutFacts): boolean {
  if (isTerminal(state.status)) return false
  const limit = TIMEOUT_MS[state.status as OpenStatus]
  // A request that is never decided expires by itself, and that ends the rollout.
  if (limit === 'request') return false
  const limitMs = limit === 'step' ? (state.spec.steps[state.stepIndex]?.maxDurationSec ?? 0) * 1000 : limit
  return facts.nowMs - state.statusEnteredMs >= limitMs
}

const isDone = (command: CommandFact) => command?.state === 'succeeded' && command.planObserved

function applying(state: RolloutState, facts: RolloutFacts): Transition | null {
  const { command } = facts
  if (command?.state === 'succeeded') return command.planObserved ? go('BAKING', state) : null
  if (command?.state === 'unknown') return go('HELD', state, 'COMMAND_UNKNOWN')
  if (command?.state !== 'failed') return null
  if (command.code === 'conflict') return go('HELD', state, 'DRIFT')
  // Before the first step has been reached all traffic is where it was.
  return state.stepIndex === 0
    ? go('FAILED', state, command.code ?? 'COMMAND_FAILED')
    : go('HELD', state, 'COMMAND_FAILED')
}

function baking(state: RolloutState, facts: RolloutFacts): Transition | null {
  const { decision } = facts
  switch (decision?.action) {
    case 'ADVANCE':
      return facts.automationOff ? go('HELD', state, 'AUTOMATION_OFF') : nextAfterStep(state)
    case 'ROLL_BACK':
      return automaticRollback(state, facts, decision.reason)
    case 'HOLD':
      return go('HELD', state, decision.reason)
    case 'AWAIT_APPROVAL':
      return go('AWAITING_APPROVAL', state)
    default:
      return null
  }
}

function held(state: RolloutState, facts: RolloutFacts): Transition | null {
  if (
    facts.decision?.action === 'ROLL_BACK' &&
    state.holdReason !== 'FLAPPING' &&
    state.holdReason !== 'AUTOMATION_OFF' &&
    !isFirstVersion(state)
  )
    return automaticRollback(state, facts, facts.decision.reason)
  // The engine clears only holds of its own making, and only when their cause is gone.
  const stage = state.resume ?? 'BAKING'
  if (state.holdReason === 'COMMAND_UNKNOWN')
    return facts.command !== null && facts.command.state !== 'unknown' ? go(stage, state) : null
  if (state.holdReason === 'FINALIZE_TIMEOUT') return isDone(facts.command) ? go(stage, state) : null
  const clears = ['AGENT_OFFLINE', 'EVIDENCE_STALE', 'NO_TRAFFIC']
  if (
    facts.decision &&
    clears.includes(state.holdReason ?? '') &&
    facts.decision.action !== 'HOLD' &&
    facts.decision.reason !== 'PLAN_NOT_OBSERVED'
  )
    return go('BAKING', state)
  return null
}

function rollingBack(state: RolloutState, facts: RolloutFacts): Transition | null {
  const { command } = facts
  if (command?.state === 'succeeded')
    return command.planObserved ? go('ROLLED_BACK', state, state.holdReason, ['record-good']) : null
  if (command?.state !== 'failed') return null
  return state.attempts < MAX_ROLLBACK_ATTEMPTS
    ? go('ROLLING_BACK', state, command.code, ['apply-rollback'])
    : go('ROLLBACK_FAILED', state, command.code)
}

function onTimeout(state: RolloutState, facts: RolloutFacts): Transition | null {
  switch (state.status) {
    case 'WARMING':
      return go('FAILED', state, 'WARMING_TIMEOUT', ['cancel-order'])
    case 'APPLYING':
      return state.trafficMoved && !isFirstVersion(state)
        ? automaticRollback(state, facts, 'APPLYING_TIMEOUT')
        : go('FAILED', state, 'APPLYING_TIMEOUT', ['cancel-order'])
    case 'BAKING':
      return state.spec.steps[state.stepIndex]?.onInconclusive === 'rollback'
        ? automaticRollback(state, facts, 'INCONCLUSIVE')
        : go('HELD', state, 'INCONCLUSIVE')
    case 'AWAITING_APPROVAL':
      return go('HELD', state, 'APPROVAL_EXPIRED')
    case 'PAUSED':
      return go('HELD', state, 'PAUSE_EXPIRED')
    case 'HELD':
      // Going back would not help, or cannot be known to: it is said again instead.
      return NO_AUTOMATIC_RETURN.includes(state.holdReason ?? '')
        ? go('HELD', state, state.holdReason)
        : automaticRollback(state, facts, 'HOLD_EXPIRED')
    case 'FINALIZING':
      return go('HELD', state, 'FINALIZE_TIMEOUT')
    case 'ROLLING_BACK':
      return state.attempts < MAX_ROLLBACK_ATTEMPTS
        ? go('ROLLING_BACK', state, 'ROLLBACK_TIMEOUT', ['apply-rollback'])
        : go('ROLLBACK_FAILED', state, 'ROLLBACK_TIMEOUT')
    case 'ROLLBACK_FAILED':
      return go('ROLLBACK_FAILED', state, 'STILL_FAILED')
    default:
      return null
  }
}

function byStatus(state: RolloutState, facts: RolloutFacts): Transition | null {
  switch (state.status) {
    case 'PENDING':
      if (facts.approval === 'refused') return go('CANCELLED', state, facts.approvalEnd ?? 'REFUSED')
      if (facts.approval === 'open') return null
      if (!facts.versionReady) return go('CANCELLED', state, 'VERSION_NOT_READY')
      return isFirstVersion(state)
        ? go('APPLYING', state, null, ['consume-approval', 'apply-step'])
        : go('WARMING', state, null, ['consume-approval', 'apply-warm'])
    case 'WARMING':
      if (isDone(facts.command)) return go('APPLYING', state, null, ['apply-step'])
      return facts.command?.state === 'failed' ? go('FAILED', state, facts.command.code ?? 'COMMAND_FAILED') : null
    case 'APPLYING':
      return applying(state, facts)
    case 'BAKING':
      return baking(state, facts)
    case 'AWAITING_APPROVAL':
      if (facts.decision?.action === 'ROLL_BACK') return automaticRollback(state, facts, facts.decision.reason)
      return facts.decision?.action === 'HOLD' ? go('HELD', state, facts.decision.reason) : null
    case 'PAUSED':
      return facts.decision?.action === 'ROLL_BACK' ? automaticRollback(state, facts, facts.decision.reason) : null
    case 'HELD':
      return held(state, facts)
    case 'FINALIZING':
      if (facts.command?.state === 'succeeded')
        return facts.command.planObserved ? go('SUCCEEDED', state, null, ['record-good']) : null
      return facts.command?.state === 'failed' ? go('HELD', state, 'COMMAND_FAILED') : null
    case 'ROLLING_BACK':
      return rollingBack(state, facts)
    case 'ROLLBACK_FAILED':
      // The last order may still be carried out, by an agent that comes back late.
      return isDone(facts.command) ? go('ROLLED_BACK', state, state.holdReason, ['record-good']) : null
    default:
      return null
  }
}

/** The reducer of a rollout: pure. Null means stay. Missing evidence never moves it forward and never rolls it back. */
export function decideRollout(state: RolloutState, facts: RolloutFacts): Transition | null {
  if (isTerminal(state.status)) return null
  return byStatus(state, facts) ?? (timedOut(state, facts) ? onTimeout(state, facts) : null)
}
