import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { ModelsScreen } from '@/components/registry/models-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('registry:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <ModelsScreen />
}
