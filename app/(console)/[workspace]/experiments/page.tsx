import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { ExperimentsScreen } from '@/components/tracking/experiments-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Experiments' }

export default async function ExperimentsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <ExperimentsScreen />
}
