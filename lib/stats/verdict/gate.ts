import type { GateAction, GateFacts, GateReason } from './gate-facts'

interface GateDecision {
  action: GateAction
  reason: GateReason
  deadlineApplied: boolean
}

const INTEGRITY_REASON = {
  srm: 'SAMPLE_RATIO_MISMATCH',
  'multiple-exposure': 'MULTIPLE_EXPOSURE',
  'label-coverage': 'LABEL_COVERAGE_IMBALANCE',
} as const

/**
 * What a rollout does next: the first matching row of the table decides; then a passed deadline turns a hold into the
 * configured policy, keeping its reason. Nothing missing, stale, insufficient or invalid reaches `advance`, and no policy
 * is `advance`. All guardrails must pass (intersection-union test, Berger 1982, Technometrics 24); any HARM rolls back.
 */
export function gate(facts: GateFacts): GateDecision {
  const { action, reason } = firstMatch(facts)
  if (action === 'hold' && facts.deadlinePassed) return { action: facts.deadlinePolicy, reason, deadlineApplied: true }
  return { action, reason, deadlineApplied: false }
}

function firstMatch(facts: GateFacts): { action: GateAction; reason: GateReason } {
  const { guardrails } = facts
  if (!facts.baselineHealthy) return { action: 'escalate', reason: 'BASELINE_UNHEALTHY' }
  if (guardrails.includes('HARM')) return { action: 'roll-back', reason: 'GUARDRAIL_HARM' }
  if (!facts.dwellElapsed) return { action: 'wait', reason: 'DWELL_NOT_ELAPSED' }
  if (!facts.snapshotCoversStep) return { action: 'refresh', reason: 'SNAPSHOT_NOT_COVERING_STEP' }
  if (facts.traffic === 'none-in-grace') return { action: 'wait', reason: 'NO_TRAFFIC_YET' }
  if (facts.traffic === 'none-after-grace') return { action: 'hold', reason: 'NO_TRAFFIC' }
  if (facts.integrity !== 'ok') return { action: facts.integrityPolicy, reason: INTEGRITY_REASON[facts.integrity] }
  if (!facts.minimumSampleReached) return { action: 'hold', reason: 'MINIMUM_SAMPLE' }
  if (guardrails.length === 0) return { action: 'hold', reason: 'NO_GUARDRAIL' }
  if (guardrails.includes('INVALID')) return { action: 'hold', reason: 'GUARDRAIL_INVALID' }
  // Anything that is not a pass holds, also a verdict this version does not know.
  if (!guardrails.every((verdict) => verdict === 'NON_INFERIOR' || verdict === 'SUPERIOR'))
    return { action: 'hold', reason: 'GUARDRAIL_INCONCLUSIVE' }
  if (facts.signals.includes('HARM')) return { action: 'hold', reason: 'SIGNAL_HARM' }
  if (facts.approval === 'pending') return { action: 'await-approval', reason: 'APPROVAL_PENDING' }
  return { action: 'advance', reason: 'ALL_GATES_PASSED' }
}
