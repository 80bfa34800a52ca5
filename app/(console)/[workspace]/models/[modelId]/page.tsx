import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { ModelWithServing } from '@/components/rollouts/model-with-serving'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Model' }

export default async function ModelPage({ params }: { params: Promise<{ workspace: string; modelId: string }> }) {
  const { workspace, modelId } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <ModelWithServing modelId={modelId} />
}
