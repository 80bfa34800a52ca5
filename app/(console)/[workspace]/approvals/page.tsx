import type { Metadata } from 'next'
import { ApprovalsScreen } from '@/components/approvals/approvals-screen'
import { DeniedState } from '@/components/feedback/denied-state'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('approvals:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <ApprovalsScreen />
}
