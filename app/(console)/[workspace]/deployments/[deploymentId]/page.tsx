import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { DeploymentScreen } from '@/components/rollouts/deployment-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Deployment' }

export default async function DeploymentPage({
  params,
}: {
  params: Promise<{ workspace: string; deploymentId: string }>
}) {
  const { workspace, deploymentId } = await params
  const { denied } = await gate('rollouts:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <DeploymentScreen deploymentId={deploymentId} />
}
