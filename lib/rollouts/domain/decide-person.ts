import { nextAfterStep, type RolloutState, type Transition } from './decide-rollout'
import type { StepDecision } from './decide-step'
import { UNSKIPPABLE } from './decide-step'

export type PersonAction = 'pause' | 'resume' | 'advance' | 'promote' | 'abort'

export type PersonAnswer = { ok: true; transition: Transition } | { ok: false; reason: string }

const refuse = (reason: string): PersonAnswer => ({ ok: false, reason })

function move(state: RolloutState, to: Transition['to'], effects: Transition['effects'] = []): PersonAnswer {
  return { ok: true, transition: { to, stepIndex: state.stepIndex, reason: null, effects } }
}

/** What a person may do to an open rollout, and why not. Pure; permissions are judged by the spine before. */
export function decidePerson(action: PersonAction, state: RolloutState, decision: StepDecision | null): PersonAnswer {
  const inStep = ['BAKING', 'AWAITING_APPROVAL', 'HELD', 'PAUSED'].includes(state.status)
  switch (action) {
    case 'pause':
      return ['BAKING', 'AWAITING_APPROVAL', 'HELD'].includes(state.status)
        ? move(state, 'PAUSED')
        : refuse(`A rollout that is ${state.status} cannot be paused.`)
    case 'resume':
      return state.status === 'PAUSED' || (state.status === 'HELD' && state.holdReason !== 'COMMAND_UNKNOWN')
        ? move(state, 'BAKING')
        : refuse('Only a paused or held rollout can be resumed.')
    case 'advance':
    case 'promote': {
      if (!inStep)
        return refuse(`A rollout that is ${state.status} cannot be moved on by hand; wait until its step runs.`)
      if (state.status === 'PAUSED') return refuse('Resume the rollout first.')
      if (decision && UNSKIPPABLE.includes(decision.reason)) return refuse(decision.detail)
      if (decision === null) return refuse('Nothing has been observed in this step yet.')
      const last = state.spec.steps.length - 1
      const from = action === 'promote' && state.stepIndex < last ? { ...state, stepIndex: last - 1 } : state
      return { ok: true, transition: nextAfterStep(from) }
    }
    case 'abort':
      if (state.status === 'PENDING') return move(state, 'CANCELLED')
      if (state.status === 'ROLLING_BACK' || state.status === 'ROLLBACK_FAILED')
        return refuse('It is rolling back already.')
      if (state.spec.fromPlanDigest === null)
        return refuse('This is the first version here: there is nothing to return to. Deploy another version instead.')
      return move(state, 'ROLLING_BACK', ['apply-rollback'])
  }
}
