'use client'
import { NotebookPen } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import type { TokenClientView } from '@/lib/registry/client-contract'
import { ConnectNotebook } from './connect-notebook'
import { useClients } from './use-rules'

const COLUMNS: readonly Column<TokenClientView>[] = [
  {
    id: 'client',
    header: 'Client',
    cell: (one) => (
      <span className="font-medium">
        {one.client} {one.version}
      </span>
    ),
  },
  { id: 'owner', header: 'Whose', cell: (one) => one.ownerName || <span className="text-faint">unknown</span> },
  {
    id: 'token',
    header: 'Token',
    cell: (one) => (
      <span>
        {one.tokenName || 'removed'} {one.ended ? <span className="text-muted">(ended)</span> : null}
      </span>
    ),
  },
  { id: 'first', header: 'First seen', cell: (one) => <TimeText at={one.firstSeenAt} ago /> },
  { id: 'last', header: 'Last seen', cell: (one) => <TimeText at={one.lastSeenAt} ago /> },
]

/** How to point a notebook here, and which client programs already are. */
export function ClientsPanel() {
  const query = useClients()
  return (
    <div className="grid gap-8">
      <ConnectNotebook />
      <Section
        title="Clients in use"
        description="Programs that talked to this workspace as MLflow clients, by minor version and token; noted once an hour."
      >
        <QueryView query={query} permission="identity:read-members" what="the clients">
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState
                icon={NotebookPen}
                title="No client has called yet"
                text="As soon as a notebook or job uses this workspace, its client and version stand here."
              />
            ) : (
              <DataTable
                label="Clients in use"
                rows={page.items}
                columns={COLUMNS}
                rowId={(one) => `${one.tokenId} ${one.client} ${one.version}`}
                phone={(one) => (
                  <span className="grid gap-0.5">
                    <span className="font-medium">
                      {one.client} {one.version}
                    </span>
                    <span className="text-xs text-muted">
                      {one.ownerName || 'unknown'}, {one.tokenName || 'removed token'},{' '}
                      <TimeText at={one.lastSeenAt} ago />
                    </span>
                  </span>
                )}
              />
            )
          }
        </QueryView>
      </Section>
    </div>
  )
}
