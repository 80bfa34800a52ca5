import type { Metadata } from 'next'
import { AgentsScreen } from '@/components/agents/agents-screen'
import { DeniedState } from '@/components/feedback/denied-state'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Agents' }

export default async function AgentsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('agents:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <AgentsScreen />
}
