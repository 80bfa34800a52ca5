'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useUrlState } from '@/components/api/use-url-state'
import { FilterBar } from '@/components/data-table/filter-bar'
import { UrlSelect } from '@/components/data-table/url-select'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { CreateModelDialog } from './create-model-dialog'
import { ModelList } from './model-list'
import { useModels } from './queries'
import { RegistrySearch } from './registry-search'

const IMPORTANCE = ['low', 'medium', 'high', 'critical'].map((value) => ({ value, label: `${value} importance` }))

interface Listed {
  page: { items: readonly unknown[]; nextCursor: string | null }
  filtered: boolean
  /** Pages went before this one. */
  later: boolean
}

function countOf({ page, filtered, later }: Listed): string {
  if (page.items.length === 0) return 'No model here.'
  const noun = `${later ? 'more ' : ''}${page.items.length === 1 ? 'model' : 'models'}`
  return `${page.items.length}${page.nextCursor ? ' and more' : ''} ${noun}${filtered ? ' match' : ''}.`
}

export function ModelsScreen() {
  const { get } = useUrlState()
  const can = useCan('registry:write')
  const [creating, setCreating] = useState(false)
  const sort = get('sort') || '-updatedAt'
  const wanted = get('find').trim()
  const filtered = get('importance') !== ''
  const query = useModels({ cursor: get('cursor'), importance: get('importance'), sort }, wanted === '')
  const create = (
    <Button tone="primary" icon={<Plus aria-hidden />} refusal={can.refusal} onClick={() => setCreating(true)}>
      New model
    </Button>
  )
  const listed = query.data ? countOf({ page: query.data, filtered, later: get('cursor') !== '' }) : 'Models'
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Models' }]}
        headline={wanted === '' ? listed : `What “${wanted}” leads to.`}
        actions={create}
      />
      <FilterBar searchKey="find" searchLabel="Name, tag, alias, digest or run">
        {wanted === '' ? (
          <UrlSelect name="importance" label="Importance" all="Any importance" options={IMPORTANCE} />
        ) : null}
      </FilterBar>
      {wanted === '' ? (
        <ModelList query={query} sort={sort} filtered={filtered} create={create} />
      ) : (
        <RegistrySearch text={wanted} />
      )}
      <CreateModelDialog open={creating} onOpenChange={setCreating} />
    </>
  )
}
