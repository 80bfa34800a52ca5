import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { RolloutScreen } from '@/components/rollouts/rollout-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Rollout' }

export default async function RolloutPage({ params }: { params: Promise<{ workspace: string; rolloutId: string }> }) {
  const { workspace, rolloutId } = await params
  const { denied } = await gate('rollouts:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <RolloutScreen rolloutId={rolloutId} />
}
