import type { RolloutState, Transition } from './decide-rollout'
import { stageOf } from './status'

/** Why it stands still or goes back. A rollback keeps its first reason through every further attempt. */
function holdReasonAfter(state: RolloutState, transition: Transition): string | null {
  if (transition.to === 'HELD') return transition.reason ?? state.holdReason
  if (transition.to === 'ROLLBACK_FAILED') return state.holdReason
  if (transition.to !== 'ROLLING_BACK') return null
  const isAttempt = state.status === 'ROLLING_BACK' || state.status === 'ROLLBACK_FAILED'
  return isAttempt ? state.holdReason : transition.reason
}

function attemptsAfter(state: RolloutState, transition: Transition): number {
  if (!transition.effects.includes('apply-rollback')) return state.attempts
  return state.status === 'ROLLING_BACK' ? state.attempts + 1 : 1
}

/** The state that a transition leads to; `movesTraffic` says that its order gives the candidate traffic. */
export function stateAfter(
  state: RolloutState,
  transition: Transition,
  facts: { nowMs: number; movesTraffic: boolean },
): RolloutState {
  const stands = transition.to === 'HELD' || transition.to === 'PAUSED'
  return {
    ...state,
    status: transition.to,
    stepIndex: transition.stepIndex,
    statusEnteredMs: facts.nowMs,
    holdReason: holdReasonAfter(state, transition),
    resume: stands ? stageOf(state.status, state.resume) : null,
    trafficMoved: state.trafficMoved || facts.movesTraffic,
    attempts: attemptsAfter(state, transition),
  }
}
