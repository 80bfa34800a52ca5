import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { RolloutsScreen } from '@/components/rollouts/rollouts-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Rollouts' }

export default async function RolloutsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('rollouts:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <RolloutsScreen />
}
