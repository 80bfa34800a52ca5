'use client'
import { Boxes, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { FilterBar } from '@/components/data-table/filter-bar'
import { Pager } from '@/components/data-table/pager'
import { UrlSelect } from '@/components/data-table/url-select'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { CreateModelDialog } from './create-model-dialog'
import { modelColumns } from './model-columns'
import { useModels } from './queries'

const IMPORTANCE = ['low', 'medium', 'high', 'critical'].map((value) => ({ value, label: `${value} importance` }))

export function ModelsScreen() {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const can = useCan('registry:write')
  const [creating, setCreating] = useState(false)
  const sort = get('sort') || '-updatedAt'
  const query = useModels({ cursor: get('cursor'), name: get('name'), importance: get('importance'), sort })
  const items = query.data?.items
  const filtered = get('name') !== '' || get('importance') !== ''
  const create = (
    <Button tone="primary" icon={<Plus aria-hidden />} refusal={can.refusal} onClick={() => setCreating(true)}>
      New model
    </Button>
  )
  const headline =
    items === undefined
      ? 'Models'
      : items.length === 0
        ? 'No model here.'
        : `${items.length}${query.data?.nextCursor ? ' and more' : ''} ${items.length === 1 ? 'model' : 'models'}${filtered ? ' match' : ''}.`
  return (
    <>
      <PageHeader crumbs={[{ label: 'Models' }]} headline={headline} actions={create} />
      <FilterBar searchKey="name" searchLabel="Search by name">
        <UrlSelect name="importance" label="Importance" all="Any importance" options={IMPORTANCE} />
      </FilterBar>
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
      <CreateModelDialog open={creating} onOpenChange={setCreating} />
    </>
  )
}
