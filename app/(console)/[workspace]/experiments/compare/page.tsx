import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { CompareRunsScreen } from '@/components/tracking/compare-runs-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Compare runs' }

export default async function CompareRunsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <CompareRunsScreen />
}
