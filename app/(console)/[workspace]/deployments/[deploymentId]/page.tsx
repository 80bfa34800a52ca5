import type { Metadata } from 'next'
import { DeploymentScreen } from '@/components/rollouts/deployment-screen'

export const metadata: Metadata = { title: 'Deployment' }

export default async function DeploymentPage({ params }: { params: Promise<{ deploymentId: string }> }) {
  const { deploymentId } = await params
  return <DeploymentScreen deploymentId={deploymentId} />
}
