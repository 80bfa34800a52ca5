'use client'
import { BadgeCheck } from 'lucide-react'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Tabs } from '@/components/ui/tabs'
import { TimeText } from '@/components/ui/time-text'
import type { ChangeRequestSummary } from '@/lib/approvals/contract'
import { useChangeRequests } from './queries'
import { RequestLink } from './request-link'

const EMPTY: Record<string, { title: string; text: string }> = {
  'mine-to-decide': {
    title: 'Nothing waits for you',
    text: 'Requests that you may decide appear here as soon as someone asks for a change to a governed environment.',
  },
  mine: {
    title: 'You have asked for nothing',
    text: 'Promote a version on a deployment of a governed environment; the request for it is listed here.',
  },
  all: {
    title: 'No request yet',
    text: 'A change to an environment with the policy “four eyes” asks for approval here before anything moves.',
  },
}

const columns: readonly Column<ChangeRequestSummary>[] = [
  { id: 'title', header: 'Change', cell: (one) => <RequestLink request={one} /> },
  {
    id: 'state',
    header: 'State',
    cell: (one) => <StatusBadge state={one.state} word={one.mayDecide ? 'Waits for you' : undefined} />,
  },
  {
    id: 'environment',
    header: 'Environment',
    cell: (one) => one.environmentName ?? <span className="text-faint">none</span>,
  },
  { id: 'by', header: 'Asked by', cell: (one) => <span className="whitespace-nowrap">{one.requestedByName}</span> },
  {
    id: 'why',
    header: 'Why',
    width: 'max-w-80',
    cell: (one) => (
      <span className="line-clamp-1 text-muted" title={one.reason}>
        {one.reason}
      </span>
    ),
  },
  { id: 'at', header: 'Asked', cell: (one) => <TimeText at={one.createdAt} ago /> },
  {
    id: 'ends',
    header: 'Ends',
    cell: (one) =>
      one.expiresAt && one.state === 'IN_REVIEW' ? (
        <TimeText at={one.expiresAt} ago />
      ) : (
        <span className="text-faint">{one.decidedAt ? 'decided' : 'never'}</span>
      ),
  },
]

function Inbox({ inbox }: { inbox: string }) {
  const workspace = useWorkspace()
  const { get } = useUrlState()
  const query = useChangeRequests({ inbox, cursor: get('cursor') })
  return (
    <QueryView query={query} permission="approvals:read" what="the requests">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState icon={BadgeCheck} {...(EMPTY[inbox] ?? { title: 'Nothing here', text: '' })} />
        ) : (
          <>
            <DataTable
              label="Approval requests"
              rows={page.items}
              columns={columns}
              rowId={(one) => one.id}
              href={(one) => `/${workspace}/approvals/${one.id}`}
              phone={(one) => (
                <span className="grid gap-1">
                  <span className="text-base font-medium">{one.title}</span>
                  <span className="flex flex-wrap items-center gap-2 text-xs text-muted">
                    <StatusBadge state={one.state} word={one.mayDecide ? 'Waits for you' : undefined} />
                    {one.requestedByName}, <TimeText at={one.createdAt} ago />
                  </span>
                </span>
              )}
            />
            <Pager nextCursor={page.nextCursor} count={page.items.length} />
          </>
        )
      }
    </QueryView>
  )
}

export function ApprovalsScreen() {
  const { get, set } = useUrlState()
  const waiting = useChangeRequests({ inbox: 'mine-to-decide', limit: 50 })
  const n = waiting.data?.items.length
  const headline =
    n === undefined
      ? 'Approvals'
      : n === 0
        ? 'Nothing waits for your decision.'
        : `${n} ${n === 1 ? 'request waits' : 'requests wait'} for your decision.`
  const tabs = [
    { value: 'mine-to-decide', label: 'For me to decide' },
    { value: 'mine', label: 'Asked by me' },
    { value: 'all', label: 'All' },
  ]
  return (
    <>
      <PageHeader crumbs={[{ label: 'Approvals' }]} headline={headline} />
      <Tabs
        label="Inboxes"
        value={get('inbox') || 'mine-to-decide'}
        onValueChange={(inbox) => set({ inbox: inbox === 'mine-to-decide' ? null : inbox, cursor: null })}
        items={tabs.map((tab) => ({ ...tab, content: <Inbox inbox={tab.value} /> }))}
      />
    </>
  )
}
