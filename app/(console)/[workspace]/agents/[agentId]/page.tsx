import type { Metadata } from 'next'
import { AgentScreen } from '@/components/agents/agent-screen'
import { DeniedState } from '@/components/feedback/denied-state'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Agent' }

export default async function AgentPage({ params }: { params: Promise<{ workspace: string; agentId: string }> }) {
  const { workspace, agentId } = await params
  const { denied } = await gate('agents:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <AgentScreen agentId={agentId} />
}
