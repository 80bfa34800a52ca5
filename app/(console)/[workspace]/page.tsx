import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { OverviewScreen } from '@/components/overview/overview-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('identity:read-members', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <OverviewScreen />
}
