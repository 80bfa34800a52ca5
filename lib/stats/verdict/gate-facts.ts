import type { Verdict } from './verdict'

export type DeadlinePolicy = 'hold' | 'roll-back' | 'escalate'
export type GateAction = 'advance' | 'await-approval' | 'escalate' | 'hold' | 'refresh' | 'roll-back' | 'wait'

export type GateReason =
  | 'BASELINE_UNHEALTHY'
  | 'GUARDRAIL_HARM'
  | 'DWELL_NOT_ELAPSED'
  | 'SNAPSHOT_NOT_COVERING_STEP'
  | 'NO_TRAFFIC_YET'
  | 'NO_TRAFFIC'
  | 'SAMPLE_RATIO_MISMATCH'
  | 'MULTIPLE_EXPOSURE'
  | 'LABEL_COVERAGE_IMBALANCE'
  | 'MINIMUM_SAMPLE'
  | 'NO_GUARDRAIL'
  | 'GUARDRAIL_INVALID'
  | 'GUARDRAIL_INCONCLUSIVE'
  | 'SIGNAL_HARM'
  | 'APPROVAL_PENDING'
  | 'ALL_GATES_PASSED'

/** All that the gate of a rollout step looks at. */
export interface GateFacts {
  /** False when stable breaches its absolute objective, so that returning to it is no remedy. */
  readonly baselineHealthy: boolean
  readonly guardrails: readonly Verdict[]
  /** Verdicts that can hold a step but neither roll it back nor let it pass. */
  readonly signals: readonly Verdict[]
  readonly dwellElapsed: boolean
  readonly snapshotCoversStep: boolean
  readonly traffic: 'flowing' | 'none-in-grace' | 'none-after-grace'
  readonly integrity: 'ok' | 'srm' | 'multiple-exposure' | 'label-coverage'
  readonly integrityPolicy: 'hold' | 'roll-back'
  readonly minimumSampleReached: boolean
  readonly deadlinePassed: boolean
  readonly deadlinePolicy: DeadlinePolicy
  readonly approval: 'not-required' | 'granted' | 'pending'
}
