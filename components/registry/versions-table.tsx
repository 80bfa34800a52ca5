'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { StatusBadge } from '@/components/ui/badge'
import { CopyableId } from '@/components/ui/copyable-id'
import { formatNumber } from '@/components/ui/format-number'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { ListedVersion } from '@/lib/registry/contract'
import { AliasTags } from './alias-tags'
import { CompatibilityMark } from './compatibility-mark'
import { headlineMetric } from './headline-metric'
import { useVersions } from './queries'

function columnsOf(workspace: string, metric: string | null, serving: Serving): Column<ListedVersion>[] {
  return [
    {
      id: 'number',
      header: 'Version',
      sort: 'number',
      cell: (one) => (
        <Link href={`/${workspace}/models/${one.modelId}/versions/${one.id}`} className="font-medium hover:underline">
          v{one.number}
        </Link>
      ),
    },
    {
      id: 'state',
      header: 'State',
      cell: (one) => (
        <span title={one.stateReason ?? undefined}>
          <StatusBadge state={one.state} />
        </span>
      ),
    },
    { id: 'aliases', header: 'Aliases', cell: (one) => <AliasTags aliases={one.aliases} /> },
    ...(serving ? [{ id: 'serving', header: 'Serves in', cell: (one: ListedVersion) => serving(one.number) }] : []),
    { id: 'compatibility', header: 'For callers', cell: (one) => <CompatibilityMark breaks={one.breaksPrevious} /> },
    {
      id: 'findings',
      header: 'Findings',
      cell: (one) =>
        one.verdict === null ? <span className="text-faint">not yet</span> : <StatusLine state={one.verdict} />,
    },
    ...(metric === null
      ? []
      : [
          {
            id: 'metric',
            header: metric,
            align: 'right' as const,
            cell: (one: ListedVersion) =>
              one.metrics[metric] === undefined ? (
                <span className="text-faint">not given</span>
              ) : (
                formatNumber(one.metrics[metric], 4)
              ),
          },
        ]),
    {
      id: 'description',
      header: 'Description',
      width: 'max-w-80',
      cell: (one) => (
        <span className="line-clamp-1 break-all text-muted" title={one.description || (one.stateReason ?? undefined)}>
          {one.description || one.stateReason}
        </span>
      ),
    },
    {
      id: 'digest',
      header: 'Digest',
      cell: (one) =>
        one.manifestDigest ? (
          <CopyableId id={one.manifestDigest} what="digest" />
        ) : (
          <span className="text-faint">none yet</span>
        ),
    },
    { id: 'by', header: 'By', cell: (one) => <span className="whitespace-nowrap">{one.createdByName}</span> },
    { id: 'at', header: 'Registered', sort: 'createdAt', cell: (one) => <TimeText at={one.createdAt} ago /> },
  ]
}

/** Where a version serves now, by its number: another room's to know. */
export type Serving = ((number: number) => ReactNode) | undefined

interface VersionsTableProps {
  modelId: string
  register: ReactNode
  serving: Serving
}

export function VersionsTable({ modelId, register, serving }: VersionsTableProps) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const sort = get('sort') || '-number'
  const query = useVersions({ modelId, sort, cursor: get('cursor') })
  const items = query.data?.items ?? []
  const metric = headlineMetric(items)
  return (
    <QueryView query={query} permission="registry:read" what="the versions">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState
            title="No version yet"
            text="Upload a model file here, or register one from a notebook, a pipeline or the command line."
            action={register}
            command="npm run slipway -- register --model NAME --file model.onnx"
          />
        ) : (
          <>
            <DataTable
              label="Versions"
              rows={page.items}
              columns={columnsOf(workspace, metric, serving)}
              rowId={(one) => one.id}
              href={(one) => `/${workspace}/models/${modelId}/versions/${one.id}`}
              sort={sort}
              onSort={(next) => set({ sort: next, cursor: null })}
              phone={(one) => (
                <span className="flex items-center justify-between gap-3">
                  <span>
                    <span className="text-base font-medium">v{one.number}</span>{' '}
                    <span className="text-xs text-muted">{one.aliases.join(', ')}</span>
                  </span>
                  <StatusBadge state={one.state} />
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
