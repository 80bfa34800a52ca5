'use client'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { CopyableId } from '@/components/ui/copyable-id'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { DeploymentView, RollbackOption } from '@/lib/rollouts/contract'
import { useRollbackList } from './queries'

const columns: readonly Column<RollbackOption>[] = [
  { id: 'version', header: 'Version', cell: (one) => <span className="font-medium">v{one.versionNumber}</span> },
  { id: 'readiness', header: 'Readiness', cell: (one) => <StatusLine state={one.readiness} /> },
  {
    id: 'eta',
    header: 'Back within',
    cell: (one) =>
      one.etaMs === null ? <span className="text-faint">not known yet</span> : `≈ ${(one.etaMs / 1000).toFixed(1)} s`,
  },
  { id: 'since', header: 'Good since', cell: (one) => <TimeText at={one.becameAt} /> },
  {
    id: 'mark',
    header: 'Mark',
    cell: (one) =>
      one.markedBad ? (
        <StatusLine state="HARM">bad: {one.markedBadReason}</StatusLine>
      ) : (
        <span className="text-faint">none</span>
      ),
  },
  { id: 'digest', header: 'Digest', cell: (one) => <CopyableId id={one.manifestDigest} what="digest" /> },
]

/** What this deployment can go back to, newest first. */
export function VersionsTab({ deployment }: { deployment: DeploymentView }) {
  const query = useRollbackList(deployment.id)
  return (
    <QueryView query={query} permission="rollouts:read" what="the versions of this deployment">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState
            title="No good version yet"
            text="A version is listed here once a rollout of it has completed in this deployment. From then on it can be gone back to with one click."
          />
        ) : (
          <DataTable
            label="Versions here"
            rows={page.items}
            columns={columns}
            rowId={(one) => one.variantId}
            phone={(one) => (
              <span className="flex items-center justify-between gap-3">
                <span className="font-medium">v{one.versionNumber}</span>
                <StatusLine state={one.readiness} />
              </span>
            )}
          />
        )
      }
    </QueryView>
  )
}
