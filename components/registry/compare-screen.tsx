'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { MAX_COMPARED } from '@/lib/registry/comparison-contract'
import { ComparePicker } from './compare-picker'
import { ComparisonView } from './comparison-view'
import { describeComparison } from './describe-comparison'
import { useComparison, useModel, useVersions } from './queries'

/** What the address asks for, as many as fit; a lone version is compared with the newest other one, which is then the baseline. */
function chosenOf(asked: readonly string[], newestFirst: readonly { id: string }[]): string[] {
  if (asked.length >= 2) return asked.slice(0, MAX_COMPARED)
  const after = asked[0] ?? newestFirst[0]?.id
  const before = newestFirst.find((one) => one.id !== after)?.id
  return after && before ? [before, after] : []
}

export function CompareScreen({ modelId }: { modelId: string }) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const model = useModel(modelId)
  const versions = useVersions({ modelId, sort: '-number', limit: 200 })
  const items = versions.data?.items ?? []
  const asked = get('versions')
    .split(',')
    .filter((id) => id !== '')
  const chosen = versions.data ? chosenOf(asked, items) : asked
  const query = useComparison(chosen)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Models', href: `/${workspace}/models` },
          { label: model.data?.name ?? 'Model', href: `/${workspace}/models/${modelId}` },
          { label: 'Compare' },
        ]}
        headline={query.data ? describeComparison(query.data) : 'Compare versions'}
      />
      {versions.data && items.length < 2 ? (
        <EmptyState
          title="Two versions are needed"
          text="Register a second version of this model to compare it with the first."
        />
      ) : (
        <>
          <ComparePicker versions={items} chosen={chosen} onChange={(ids) => set({ versions: ids.join(',') })} />
          <QueryView query={query} permission="registry:read" what="this comparison">
            {(data) => <ComparisonView comparison={data} />}
          </QueryView>
        </>
      )}
    </>
  )
}
