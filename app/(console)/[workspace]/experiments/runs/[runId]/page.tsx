import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { RunScreen } from '@/components/tracking/run-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Run' }

export default async function RunPage({ params }: { params: Promise<{ workspace: string; runId: string }> }) {
  const { workspace, runId } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <RunScreen runId={runId} />
}
