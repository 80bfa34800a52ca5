import type { Metadata } from 'next'
import { AuditScreen } from '@/components/audit/audit-screen'
import { DeniedState } from '@/components/feedback/denied-state'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('audit:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <AuditScreen />
}
