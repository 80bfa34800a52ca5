'use client'
import Link from 'next/link'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { UrlSelect } from '@/components/data-table/url-select'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { AuditEventView } from '@/lib/audit/contract'
import { eventSentence, eventWords, roomOf } from './event-sentence'
import { useEvents, useFacets } from './queries'
import { ResourceLink } from './resource-link'

const OUTCOMES = [
  { value: 'success', label: 'Done' },
  { value: 'denied', label: 'Denied' },
  { value: 'error', label: 'Error' },
]

function columnsOf(workspace: string): Column<AuditEventView>[] {
  return [
    {
      id: 'at',
      header: 'When',
      cell: (one) => (
        <Link href={`/${workspace}/audit/${one.id}`} className="hover:underline">
          <TimeText at={one.at} seconds />
        </Link>
      ),
    },
    {
      id: 'actor',
      header: 'Who',
      cell: (one) => (
        <span className="whitespace-nowrap">
          {one.actor.name} <span className="text-xs text-faint">{one.actor.kind}</span>
        </span>
      ),
    },
    {
      id: 'what',
      header: 'What',
      cell: (one) => (
        <span className="whitespace-nowrap">
          <span className="font-medium">{eventWords(one.type)}</span>{' '}
          <span className="text-xs text-faint">{roomOf(one.type)}</span>
        </span>
      ),
    },
    {
      id: 'about',
      header: 'About',
      cell: (one) => (
        <span className="flex flex-wrap gap-x-3">
          {one.resources.slice(0, 3).map((resource) => (
            <ResourceLink key={`${resource.kind}:${resource.id}`} {...resource} />
          ))}
        </span>
      ),
    },
    {
      id: 'why',
      header: 'Why',
      width: 'max-w-80',
      cell: (one) => (
        <span className="line-clamp-1 text-muted" title={one.reason ?? undefined}>
          {one.reason ?? ''}
        </span>
      ),
    },
    { id: 'outcome', header: 'Outcome', cell: (one) => <StatusLine state={one.outcome} /> },
  ]
}

export function AuditScreen() {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const facets = useFacets().data
  const resource = get('resource')
  const query = useEvents({
    cursor: get('cursor'),
    actor: get('actor'),
    type: get('type'),
    outcome: get('outcome'),
    resource,
  })
  const options = (list: { value: string; label: string; count: number }[] | undefined) =>
    (list ?? []).map((one) => ({ value: one.value, label: `${one.label} (${one.count})` }))
  const newest = query.data?.items[0]
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Audit' }]}
        headline={
          newest
            ? `Every change, newest first. Last: ${eventSentence(newest)}.`
            : 'Every change, with who made it, why, and on what evidence.'
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <UrlSelect name="actor" label="Actor" all="Anyone" options={options(facets?.actors)} />
        <UrlSelect name="type" label="Type" all="Any change" options={options(facets?.types)} />
        <UrlSelect name="outcome" label="Outcome" all="Any outcome" options={OUTCOMES} />
        {resource === '' ? null : (
          <Button size="sm" onClick={() => set({ resource: null, cursor: null })}>
            Only {resource.split(':')[0]}, show all
          </Button>
        )}
      </div>
      <QueryView query={query} permission="audit:read" what="the audit log">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              title="No event matches"
              text="Nothing was recorded for these filters. The log itself is never emptied."
            />
          ) : (
            <>
              <DataTable
                label="Audit events"
                rows={page.items}
                columns={columnsOf(workspace)}
                rowId={(one) => one.id}
                href={(one) => `/${workspace}/audit/${one.id}`}
                phone={(one) => (
                  <span className="grid gap-0.5">
                    <span>{eventSentence(one)}</span>
                    <span className="text-xs text-muted">
                      <TimeText at={one.at} ago />
                      {one.reason ? `: ${one.reason}` : ''}
                    </span>
                  </span>
                )}
              />
              <Pager nextCursor={page.nextCursor} count={page.items.length} />
            </>
          )
        }
      </QueryView>
    </>
  )
}
