'use client'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import { clientOfEvent } from './client-of-event'
import { eventWords } from './event-sentence'
import { useHistory } from './queries'

/** Every change of one thing, newest first, on its own page. */
export function ResourceHistory({ resource }: { resource: string }) {
  const query = useHistory(resource)
  return (
    <QueryView query={query} permission="audit:read-history" what="this history">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState
            title="Nothing was changed yet"
            text="Every change is written here in the same transaction that makes it."
          />
        ) : (
          <ol className="divide-y border-y">
            {page.items.map((event) => (
              <li key={event.id} className="grid grid-cols-[10rem_minmax(0,1fr)] gap-x-4 py-1.5 phone:grid-cols-1">
                <span className="text-muted">
                  <TimeText at={event.at} seconds />
                </span>
                <span className="min-w-0">
                  <span className="font-medium">{eventWords(event.type)}</span> by {event.actor.name}
                  {clientOfEvent(event.data) === null ? null : (
                    <span className="text-muted"> with {clientOfEvent(event.data)}</span>
                  )}
                  {event.outcome === 'success' ? null : (
                    <span className="ml-2">
                      <StatusLine state={event.outcome} />
                    </span>
                  )}
                  {event.reason ? <span className="block text-muted">{event.reason}</span> : null}
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </QueryView>
  )
}
