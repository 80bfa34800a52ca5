import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { DriftScreen } from '@/components/monitoring/drift-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Drift' }

export default async function DriftPage({ params }: { params: Promise<{ workspace: string; deploymentId: string }> }) {
  const { workspace, deploymentId } = await params
  const { denied } = await gate('monitoring:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <DriftScreen deploymentId={deploymentId} />
}
