'use client'
import { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { InlineError } from '@/components/feedback/inline-error'
import { QueryView } from '@/components/feedback/query-view'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import type { SessionView } from '@/lib/identity/contract'
import { describeDevice } from './describe-device'
import { useSessions } from './queries'

export function SessionsPanel() {
  const query = useSessions()
  const end = useChange({
    room: 'identity',
    method: 'DELETE',
    path: (id: string) => `/api/v1/identity/sessions/${id}`,
    body: () => ({}),
    output: z.unknown(),
  })
  const columns: readonly Column<SessionView>[] = [
    {
      id: 'device',
      header: 'Device',
      cell: (one) => (
        <span className="font-medium" title={one.userAgent ?? undefined}>
          {describeDevice(one.userAgent)}
          {one.isCurrent ? <span className="font-normal text-muted"> this one</span> : null}
        </span>
      ),
    },
    { id: 'method', header: 'Signed in with', cell: (one) => one.method },
    { id: 'created', header: 'Since', cell: (one) => <TimeText at={one.createdAt} /> },
    { id: 'seen', header: 'Last seen', cell: (one) => <TimeText at={one.lastSeenAt} ago /> },
    { id: 'ends', header: 'Ends', cell: (one) => <TimeText at={one.expiresAt} ago /> },
  ]
  return (
    <Section title="Your sessions" description="Ending one takes effect with its next request.">
      <InlineError error={end.error} />
      <QueryView query={query} permission="identity:use-own-account" what="your sessions">
        {(page) => (
          <DataTable
            label="Sessions"
            rows={page.items}
            columns={columns}
            rowId={(one) => one.id}
            act={(one) => (
              <Button
                size="sm"
                busy={end.isPending && end.variables === one.id}
                refusal={one.isCurrent ? 'This is the session you are using. Sign out instead.' : null}
                onClick={() => end.mutate(one.id)}
              >
                End session
              </Button>
            )}
            phone={(one) => (
              <span className="grid">
                <span>
                  {describeDevice(one.userAgent)}
                  {one.isCurrent ? ' (this one)' : ''}
                </span>
                <span className="text-xs text-muted">
                  last seen <TimeText at={one.lastSeenAt} ago />
                </span>
              </span>
            )}
          />
        )}
      </QueryView>
    </Section>
  )
}
