import type { AgentStatus } from './agent-status'

export interface WaitingFacts {
  agentState: string
  agentStatus: AgentStatus
  /** Command that holds the lane. */
  laneHolderId: string | null
  isDue: boolean
}

export interface WaitReason {
  reason: 'agent_locked' | 'no_eligible_agent' | 'agent_offline' | 'lane_busy' | 'not_before'
  commandId: string | null
}

/** Why a queued command has not been leased: the first obstacle that waiting alone does not remove comes first. */
export function whyWaiting(facts: WaitingFacts): WaitReason | null {
  if (facts.agentState === 'LOCKED') return { reason: 'agent_locked', commandId: null }
  if (facts.agentState !== 'ACTIVE') return { reason: 'no_eligible_agent', commandId: null }
  if (facts.agentStatus !== 'ONLINE') return { reason: 'agent_offline', commandId: null }
  if (facts.laneHolderId !== null) return { reason: 'lane_busy', commandId: facts.laneHolderId }
  return facts.isDue ? null : { reason: 'not_before', commandId: null }
}
