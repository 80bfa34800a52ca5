import { describeDuration } from '@/components/ui/describe-ago'
import type { RolloutView } from '@/lib/rollouts/contract'

const HOLD: Record<string, string> = {
  AGENT_OFFLINE: 'the agent is offline',
  EVIDENCE_STALE: 'no fresh measurements arrive',
  BASELINE_UNHEALTHY: 'the stable version itself breaches its limits',
  NO_TRAFFIC: 'the candidate gets no requests',
  COMMAND_UNKNOWN: 'the agent cannot tell how the last command ended',
  COMMAND_FAILED: 'the last command failed',
  DRIFT: 'something else runs than was ordered',
  FINALIZE_TIMEOUT: 'tidying up took too long',
  PAUSE_EXPIRED: 'the pause lasted too long',
  INCONCLUSIVE: 'the evidence stayed inconclusive',
  FLAPPING: 'too many automatic rollbacks in a short time',
  PERSON: 'a person ordered it',
  HARM: 'a gate showed harm',
  ALL_CLEAR: 'every gate passed',
  MANUAL_STEP: 'a person has to confirm this step',
}

export function describeHold(reason: string | null): string {
  return reason === null ? 'a person has to look' : describeReason(reason)
}

/** Why an open rollout is held now: what was found at the latest look, else what stopped it. */
export function holdReasonNow(rollout: Pick<RolloutView, 'holdReason' | 'progress'>): string | null {
  const decision = rollout.progress?.decision
  return decision?.action === 'HOLD' ? decision.reason : rollout.holdReason
}

/** A recorded reason in words; what a person wrote stays as it is. */
export function describeReason(reason: string): string {
  return HOLD[reason] ?? (/^[A-Z][A-Z_]+$/.test(reason) ? reason.replaceAll('_', ' ').toLowerCase() : reason)
}

/** "Waiting: 312 more requests (about 40 min).": what an open rollout waits for; null when it waits for nothing. */
export function describeWait(rollout: RolloutView): string | null {
  const decision = rollout.progress?.decision
  if (!decision || decision.action === 'ADVANCE') return null
  const [first = ''] = decision.detail.trim().split(/(?<=\.)\s/)
  const detail = first.replace(/\.$/, '')
  const words = detail.startsWith('Waiting') || decision.action !== 'WAIT' ? detail : `Waiting: ${detail}`
  return `${words}${decision.waitMs === null ? '' : ` (about ${describeDuration(decision.waitMs)})`}.`
}
