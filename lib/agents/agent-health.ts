import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { type AgentStatus, agentStatus } from './domain/agent-status'
import { silenceMs } from './store/presence'

export interface AgentHealth {
  agentId: string
  name: string
  state: string
  status: AgentStatus
  lastSeenAt: Date | null
  gatewayUrl: string | null
}

/** Whether an agent can be counted on now; only an ACTIVE agent can be ONLINE. */
export async function readAgentHealth(db: Db, workspaceId: string, agentId: string): Promise<AgentHealth> {
  const agent = await db.agent.findUnique({ where: { workspaceId_id: { workspaceId, id: agentId } } })
  if (!agent) throw notFound('agent')
  const presence = await db.agentPresence.findUnique({ where: { agentId }, select: { lastSeenAt: true } })
  const { name, state, gatewayUrl } = agent
  const status = state === 'ACTIVE' ? agentStatus(await silenceMs(db, agentId)) : 'OFFLINE'
  return { agentId, name, state, status, lastSeenAt: presence?.lastSeenAt ?? null, gatewayUrl }
}
