import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { VersionScreen } from '@/components/registry/version-screen'
import { ServingOfVersion } from '@/components/rollouts/serving-of-version'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Version' }

export default async function VersionPage({ params }: { params: Promise<{ workspace: string; versionId: string }> }) {
  const { workspace, versionId } = await params
  const { denied } = await gate('registry:read', workspace)
  if (denied) return <DeniedState permission={denied.permission} />
  return <VersionScreen versionId={versionId} serving={<ServingOfVersion versionId={versionId} />} />
}
