'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { UrlSelect } from '@/components/data-table/url-select'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { TimeText } from '@/components/ui/time-text'
import { auditColumns } from './audit-columns'
import { eventSentence } from './event-sentence'
import { useEvents, useFacets } from './queries'
import { useResourceNames } from './use-resource-names'

const OUTCOMES = [
  { value: 'success', label: 'Done' },
  { value: 'denied', label: 'Denied' },
  { value: 'error', label: 'Error' },
]

export function AuditScreen() {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const facets = useFacets().data
  const names = useResourceNames()
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
                columns={auditColumns(workspace, names)}
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
