import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { MonitoringScreen } from '@/components/monitoring/monitoring-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Monitoring' }

export default async function MonitoringPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('monitoring:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <MonitoringScreen />
}
