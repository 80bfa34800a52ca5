'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { CopyableId } from '@/components/ui/copyable-id'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { AuditEventDetail } from '@/lib/audit/contract'
import { changeOf } from '@/lib/audit/domain/change-of'
import { clientOfEvent } from './client-of-event'
import { eventSentence } from './event-sentence'
import { JsonText } from './json-text'
import { useEvent } from './queries'
import { ResourceLink } from './resource-link'
import { useResourceNames } from './use-resource-names'

function Content({ event }: { event: AuditEventDetail }) {
  const workspace = useWorkspace()
  const names = useResourceNames()
  const client = clientOfEvent(event.event['data'])
  const change = changeOf(event.event)
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Audit', href: `/${workspace}/audit` }, { label: event.type }]}
        status={
          <>
            <StatusLine state={event.outcome} />
            <TimeText at={event.at} seconds />
          </>
        }
        headline={`${eventSentence(event)}.`}
      />
      <div className="grid gap-8">
        <Facts
          facts={[
            { term: 'Reason', value: event.reason ?? <span className="text-faint">none given</span> },
            {
              term: 'Actor',
              value: (
                <span>
                  {event.actor.name}, {event.actor.kind} <CopyableId id={event.actor.id} what="actor id" />
                </span>
              ),
            },
            ...(client !== null ? [{ term: 'Client', value: client }] : []),
            { term: 'Command', value: <code className="font-mono text-xs">{event.command}</code> },
            {
              term: 'About',
              value: (
                <span className="flex flex-wrap gap-x-4">
                  {event.resources.map((resource) => (
                    <ResourceLink
                      key={`${resource.kind}:${resource.id}`}
                      {...resource}
                      name={names.get(`${resource.kind}:${resource.id}`)}
                    />
                  ))}
                </span>
              ),
            },
            {
              term: 'Request',
              value: event.requestId ? <CopyableId id={event.requestId} what="request id" full /> : 'none',
            },
            { term: 'Event', value: <CopyableId id={event.id} what="event id" full /> },
            { term: 'Leaf digest', value: <CopyableId id={event.digest} what="leaf digest" full /> },
          ]}
        />
        <div className="grid gap-6 lg:grid-cols-2">
          <Section title="Before">
            <JsonText value={change.before} />
          </Section>
          <Section title="After">
            <JsonText value={change.after} />
          </Section>
        </div>
        <Section title="The event as it is stored" description="The digest above is computed from exactly this text.">
          <pre className="overflow-x-auto rounded-sm border bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
            {event.body}
          </pre>
        </Section>
      </div>
    </>
  )
}

export function EventScreen({ eventId }: { eventId: string }) {
  const query = useEvent(eventId)
  return (
    <QueryView query={query} permission="audit:read" what="this event">
      {(event) => <Content event={event} />}
    </QueryView>
  )
}
