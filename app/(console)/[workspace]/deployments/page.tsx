import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { DeploymentsScreen } from '@/components/rollouts/deployments-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Deployments' }

export default async function DeploymentsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('rollouts:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <DeploymentsScreen />
}
