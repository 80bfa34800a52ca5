'use client'
import { FlaskConical } from 'lucide-react'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { FilterBar } from '@/components/data-table/filter-bar'
import { Pager } from '@/components/data-table/pager'
import { UrlSelect } from '@/components/data-table/url-select'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { experimentColumns } from './experiment-columns'
import { logSnippet } from './log-snippet'
import { experimentHref } from './paths'
import { useExperiments } from './queries'

const VIEWS = [
  { value: 'DELETED_ONLY', label: 'Deleted' },
  { value: 'ALL', label: 'Active and deleted' },
]

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      icon={FlaskConical}
      title={filtered ? 'No experiment matches' : 'No experiment yet'}
      text={
        filtered
          ? 'Change or clear the filters.'
          : 'An experiment is a folder of runs: what was tried, with which params, and how well it did. Notebooks and training jobs log into it with the MLflow client they have.'
      }
      command={filtered ? undefined : logSnippet(window.location.origin, 'churn')}
    />
  )
}

export function ExperimentsScreen() {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const sort = get('sort') || '-lastRun'
  const query = useExperiments({ cursor: get('cursor'), name: get('name'), view: get('view'), sort })
  const items = query.data?.items
  const filtered = get('name') !== '' || get('view') !== ''
  const runs = items?.reduce((sum, one) => sum + one.runCount, 0) ?? 0
  const more = query.data?.nextCursor ? ' and more' : ''
  const headline =
    items === undefined
      ? 'Experiments'
      : items.length === 0
        ? 'No experiment here.'
        : `${items.length}${more}${get('cursor') === '' ? '' : ' more'} ${items.length === 1 ? 'experiment' : 'experiments'}, ${runs} ${runs === 1 ? 'run' : 'runs'}${filtered ? ' match' : ''}.`
  return (
    <>
      <PageHeader crumbs={[{ label: 'Experiments' }]} headline={headline} />
      <FilterBar searchKey="name" searchLabel="Search by name">
        <UrlSelect name="view" label="Which" all="Active" options={VIEWS} />
      </FilterBar>
      <QueryView query={query} permission="registry:read" what="the experiments">
        {(page) =>
          page.items.length === 0 ? (
            <Nothing filtered={filtered} />
          ) : (
            <>
              <DataTable
                label="Experiments"
                rows={page.items}
                columns={experimentColumns(workspace)}
                rowId={(one) => one.experimentId}
                href={(one) => experimentHref(workspace, one.experimentId)}
                sort={sort}
                onSort={(next) => set({ sort: next, cursor: null })}
                phone={(one) => (
                  <span className="grid gap-0.5">
                    <span className="truncate text-base font-medium">{one.name}</span>
                    <span className="text-xs text-muted">
                      {one.runCount} {one.runCount === 1 ? 'run' : 'runs'}
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
