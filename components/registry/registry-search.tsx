'use client'
import { SearchX } from 'lucide-react'
import { useWorkspace } from '@/components/api/workspace-context'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { StatusLine } from '@/components/ui/status-line'
import type { RegistryMatch } from '@/lib/registry/search-contract'
import { MatchReasons } from './match-reasons'
import { useRegistrySearch } from './queries'

const COLUMNS: readonly Column<RegistryMatch>[] = [
  {
    id: 'name',
    header: 'Found',
    cell: (one) => (
      <span className="block max-w-lg font-medium [overflow-wrap:anywhere]">
        {one.modelName}
        {one.version ? ` v${one.version.number}` : ''}
      </span>
    ),
  },
  {
    id: 'kind',
    header: 'What',
    cell: (one) => (one.version ? <StatusLine state={one.version.state}>version</StatusLine> : 'model'),
  },
  { id: 'why', header: 'Because of', cell: (one) => <MatchReasons reasons={one.reasons} /> },
]

/** Where a match leads to. */
function hrefOf(workspace: string, { modelId, version }: RegistryMatch): string {
  const model = `/${workspace}/models/${modelId}`
  return version ? `${model}/versions/${version.id}` : model
}

/** Models and versions that a text leads to, each with why. */
export function RegistrySearch({ text }: { text: string }) {
  const workspace = useWorkspace()
  const query = useRegistrySearch(text)
  return (
    <QueryView query={query} permission="registry:read" what="what was found">
      {(found) =>
        found.items.length === 0 ? (
          <EmptyState
            icon={SearchX}
            title="Nothing found"
            text="Looked for in names of models, and at the beginning of values of tags (or key=value), aliases, digests and run ids."
          />
        ) : (
          <>
            <DataTable
              label="Search results"
              rows={found.items}
              columns={COLUMNS}
              rowId={(one) => one.version?.id ?? one.modelId}
              href={(one) => hrefOf(workspace, one)}
              phone={(one) => (
                <span className="grid gap-0.5">
                  <span className="text-base font-medium">
                    {one.modelName}
                    {one.version ? ` v${one.version.number}` : ''}
                  </span>
                  <span className="text-xs text-muted">
                    <MatchReasons reasons={one.reasons} />
                  </span>
                </span>
              )}
            />
            {found.more ? (
              <p className="mt-2 text-sm text-muted">There is more. Type more of it to see the rest.</p>
            ) : null}
          </>
        )
      }
    </QueryView>
  )
}
