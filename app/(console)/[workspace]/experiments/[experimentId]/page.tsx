import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { ExperimentScreen } from '@/components/tracking/experiment-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Experiment' }

interface ExperimentPageProps {
  params: Promise<{ workspace: string; experimentId: string }>
}

export default async function ExperimentPage({ params }: ExperimentPageProps) {
  const { workspace, experimentId } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <ExperimentScreen experimentId={experimentId} />
}
