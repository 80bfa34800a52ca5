'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { Boxes } from 'lucide-react'
import type { ReactNode } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import type { ModelSummary } from '@/lib/registry/contract'
import { modelColumns } from './model-columns'

interface ModelListProps {
  query: UseQueryResult<{ items: ModelSummary[]; nextCursor: string | null }, Error>
  sort: string
  filtered: boolean
  /** The next step where there is no model yet. */
  create: ReactNode
}

/** One page of models, or what a model is where there is none. */
export function ModelList({ query, sort, filtered, create }: ModelListProps) {
  const workspace = useWorkspace()
  const { set } = useUrlState()
  return (
    <QueryView query={query} permission="registry:read" what="the models">
      {(page) =>
        page.items.length === 0 ? (
          <EmptyState
            icon={Boxes}
            title={filtered ? 'No model matches' : 'No model yet'}
            text={
              filtered
                ? 'Change or clear the filters.'
                : 'A model is a name under which versions are registered, compared, deployed and watched.'
            }
            action={filtered ? null : create}
            command={filtered ? undefined : 'npm run slipway -- register --model NAME --file model.onnx'}
          />
        ) : (
          <>
            <DataTable
              label="Models"
              rows={page.items}
              columns={modelColumns}
              rowId={(one) => one.id}
              href={(one) => `/${workspace}/models/${one.id}`}
              sort={sort}
              onSort={(next) => set({ sort: next, cursor: null })}
              phone={(one) => (
                <span className="grid gap-0.5">
                  <span className="text-base font-medium">{one.name}</span>
                  <span className="text-xs text-muted">
                    {one.versionCount} versions, {one.importance} importance
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
