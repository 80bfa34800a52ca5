import {
  type Effect,
  go,
  isFirstVersion,
  nextAfterStep,
  type RolloutFacts,
  type RolloutState,
  type Transition,
} from './decide-rollout'
import { UNSKIPPABLE } from './decide-step'
import { isTerminal, type StageStatus, stageOf } from './status'

export type PersonAction = 'pause' | 'resume' | 'advance' | 'promote' | 'abort'

export type PersonAnswer = { ok: true; transition: Transition } | { ok: false; reason: string }

export interface PersonFacts extends Pick<RolloutFacts, 'decision' | 'command'> {
  /** The person asked for this rollout, and its environment wants a second one. */
  needsOtherPerson: boolean
}

const refuse = (reason: string): PersonAnswer => ({ ok: false, reason })
const take = (transition: Transition): PersonAnswer => ({ ok: true, transition })

const ORDER_OF: Partial<Record<StageStatus, Effect>> = {
  WARMING: 'apply-warm',
  APPLYING: 'apply-step',
  FINALIZING: 'apply-final',
}

function pause(state: RolloutState): PersonAnswer {
  switch (state.status) {
    case 'APPLYING':
      // What the agent has not begun is withdrawn; what it has begun ends where it ends.
      return take(go('PAUSED', state, null, ['cancel-order']))
    case 'WARMING':
    case 'BAKING':
    case 'AWAITING_APPROVAL':
    case 'HELD':
      return take(go('PAUSED', state))
    default:
      return refuse(`A rollout that is ${state.status} cannot be paused.`)
  }
}

function resume(state: RolloutState, { command }: PersonFacts): PersonAnswer {
  if (state.status !== 'PAUSED' && state.status !== 'HELD')
    return refuse('Only a paused or held rollout can be resumed.')
  if (command?.state === 'unknown')
    return refuse('Nobody knows yet how the last command ended. Wait for the agent, or roll back.')
  const stage = state.resume ?? 'BAKING'
  const order = ORDER_OF[stage]
  // A stage whose order failed or was withdrawn is ordered again.
  return take(go(stage, state, null, order && (command === null || command.state === 'failed') ? [order] : []))
}

function moveOn(action: 'advance' | 'promote', state: RolloutState, facts: PersonFacts): PersonAnswer {
  const { decision } = facts
  if (!['BAKING', 'AWAITING_APPROVAL', 'HELD', 'PAUSED'].includes(state.status))
    return refuse(`A rollout that is ${state.status} cannot be moved on by hand; wait until its step runs.`)
  if (state.status === 'PAUSED') return refuse('Resume the rollout first.')
  if (state.status === 'AWAITING_APPROVAL' && facts.needsOtherPerson)
    return refuse('You asked for this rollout; somebody else has to confirm the step.')
  if (decision === null) return refuse('Nothing has been observed in this step yet.')
  if (UNSKIPPABLE.includes(decision.reason)) return refuse(decision.detail)
  const last = state.spec.steps.length - 1
  const from = action === 'promote' && state.stepIndex < last ? { ...state, stepIndex: last - 1 } : state
  return take(nextAfterStep(from))
}

function abort(state: RolloutState): PersonAnswer {
  if (state.status === 'ROLLING_BACK') return refuse('It is rolling back already.')
  if (state.status === 'ROLLBACK_FAILED') return take(go('FAILED', state, 'GIVEN_UP', ['cancel-order']))
  if (state.status === 'PENDING') return take(go('CANCELLED', state, 'ABORTED'))
  // Nothing was moved, or there is nothing to return to: what serves goes on.
  if (stageOf(state.status, state.resume) === 'WARMING' || isFirstVersion(state))
    return take(go('CANCELLED', state, 'ABORTED', ['cancel-order']))
  return take(go('ROLLING_BACK', state, 'ABORTED', ['apply-rollback']))
}

/** What a person may do to an open rollout, and why not. Pure; permissions are judged by the spine before. */
export function decidePerson(action: PersonAction, state: RolloutState, facts: PersonFacts): PersonAnswer {
  if (isTerminal(state.status)) return refuse(`This rollout has ended (${state.status}).`)
  switch (action) {
    case 'pause':
      return pause(state)
    case 'resume':
      return resume(state, facts)
    case 'advance':
    case 'promote':
      return moveOn(action, state, facts)
    case 'abort':
      return abort(state)
  }
}
