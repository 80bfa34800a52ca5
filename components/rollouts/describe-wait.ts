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
}

export function describeHold(reason: string | null): string {
  if (reason === null) return 'a person has to look'
  return HOLD[reason] ?? reason.replaceAll('_', ' ').toLowerCase()
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
