import type { Metadata } from 'next'
import { ApprovalsScreen } from '@/components/approvals/approvals-screen'
import { DeniedState } from '@/components/feedback/denied-state'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Request' }

export default async function RequestPage({
  params,
}: {
  params: Promise<{ workspace: string; changeRequestId: string }>
}) {
  const { workspace, changeRequestId } = await params
  const { denied } = await gate('approvals:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <ApprovalsScreen changeRequestId={changeRequestId} />
}
