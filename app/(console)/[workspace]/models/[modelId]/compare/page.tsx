import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { CompareScreen } from '@/components/registry/compare-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Compare versions' }

export default async function ComparePage({ params }: { params: Promise<{ workspace: string; modelId: string }> }) {
  const { workspace, modelId } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <CompareScreen modelId={modelId} />
}
