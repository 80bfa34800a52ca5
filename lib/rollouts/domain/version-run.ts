import type { RolloutStatus } from './status'

/** How far a rollout has brought its version, in the words that MLflow has for deployment jobs. */
export type RunState = 'APPROVAL' | 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'

const RUN_STATE: Record<RolloutStatus, RunState> = {
  PENDING: 'PENDING',
  WARMING: 'RUNNING',
  APPLYING: 'RUNNING',
  BAKING: 'RUNNING',
  AWAITING_APPROVAL: 'RUNNING',
  HELD: 'RUNNING',
  PAUSED: 'RUNNING',
  FINALIZING: 'RUNNING',
  // On the way back nothing is open any more for the version: whoever waits for it need not wait longer.
  ROLLING_BACK: 'FAILED',
  ROLLBACK_FAILED: 'FAILED',
  SUCCEEDED: 'SUCCEEDED',
  ROLLED_BACK: 'FAILED',
  CANCELLED: 'FAILED',
  FAILED: 'FAILED',
}

interface Run {
  status: RolloutStatus
  stepIndex: number
  stepCount: number
  /** The open change request that this rollout waits for or is carried out under. */
  request: { number: number; state: string } | null
}

/** State and task of a rollout: while it has not begun, the task is its change request; from then on its step. A rollback has none. */
export function versionRun({ status, stepIndex, stepCount, request }: Run): { runState: RunState; task: string } {
  const step = stepCount === 0 ? 'roll back' : `step ${Math.min(stepIndex + 1, stepCount)} of ${stepCount}`
  const inReview = status === 'PENDING' && request?.state === 'IN_REVIEW'
  return {
    runState: inReview ? 'APPROVAL' : RUN_STATE[status],
    task: status === 'PENDING' && request !== null ? `CR-${request.number}` : step,
  }
}
