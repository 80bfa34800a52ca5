export type AgentStatus = 'ONLINE' | 'LATE' | 'OFFLINE'

/** Two held polls of 25 s and 20 s of grace. */
export const ONLINE_WITHIN_MS = 70_000
export const LATE_WITHIN_MS = 300_000

/** Judged by how long ago the agent spoke while the control plane could hear it; an agent never heard is OFFLINE. */
export function agentStatus(silentMs: number | null): AgentStatus {
  if (silentMs === null) return 'OFFLINE'
  if (silentMs <= ONLINE_WITHIN_MS) return 'ONLINE'
  return silentMs <= LATE_WITHIN_MS ? 'LATE' : 'OFFLINE'
}
