import type { Metadata } from 'next'
import { DeniedState } from '@/components/feedback/denied-state'
import { SettingsScreen } from '@/components/identity/settings-screen'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params
  const { denied } = await gate('identity:use-own-account', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <SettingsScreen />
}
