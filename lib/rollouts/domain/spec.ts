export const STRATEGIES = ['all-at-once', 'blue-green', 'canary', 'linear', 'shadow'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** One stage of a rollout. `candidateBps` is the candidate's share in basis points; `mirrorBps` copies traffic without answering. */
export interface RolloutStep {
  index: number
  kind: 'traffic' | 'shadow'
  candidateBps: number
  mirrorBps: number
  minDwellSec: number
  maxDurationSec: number
  manual: boolean
  onInconclusive: 'hold' | 'rollback'
}

/**
 * A promise that the candidate keeps against the stable variant that serves at the same time.
 * error-rate: `margin` is an absolute difference (0.02 = two percentage points).
 * latency-p95: `margin` is a ratio (1.5 = at most half as slow again); below `floorMs` a request counts as fast enough.
 */
export type Guardrail =
  | {
      id: string
      metric: 'error-rate'
      margin: number
      absoluteMax: number
      alpha: number
      minRequests: number
      enforced: boolean
    }
  | {
      id: string
      metric: 'latency-p95'
      margin: number
      floorMs: number
      alpha: number
      minRequests: number
      enforced: boolean
    }

export interface CandidateRef {
  variantId: string
  versionId: string
  versionNumber: number
  manifestDigest: string
  configDigest: string
}

/** Immutable; its JCS digest is what is approved. */
export interface RolloutSpec {
  schema: 'slipway.rollout-spec/1'
  deploymentId: string
  environmentId: string
  fromPlanDigest: string | null
  candidate: CandidateRef
  strategy: Strategy
  steps: RolloutStep[]
  guardrails: Guardrail[]
}

export const DEFAULT_GUARDRAILS: readonly Guardrail[] = [
  { id: 'errors', metric: 'error-rate', margin: 0.05, absoluteMax: 0.2, alpha: 0.05, minRequests: 100, enforced: true },
  { id: 'latency', metric: 'latency-p95', margin: 1.5, floorMs: 20, alpha: 0.05, minRequests: 100, enforced: true },
]
