import type { Metadata } from 'next'
import { EventScreen } from '@/components/audit/event-screen'
import { DeniedState } from '@/components/feedback/denied-state'
import { gate } from '@/lib/server/gate'

export const metadata: Metadata = { title: 'Audit event' }

export default async function EventPage({ params }: { params: Promise<{ workspace: string; eventId: string }> }) {
  const { workspace, eventId } = await params
  const { denied } = await gate('audit:read', workspace)
  return denied ? <DeniedState permission={denied.permission} /> : <EventScreen eventId={eventId} />
}
