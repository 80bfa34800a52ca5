'use client'
import type { z } from 'zod'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Select } from '@/components/ui/select'
import type { comparison } from '@/lib/registry/contract'
import { ComparisonView } from './comparison-view'
import { useComparison, useModel, useVersions } from './queries'

function headline(data: z.output<typeof comparison> | undefined): string {
  if (!data) return 'Compare two versions'
  const pair = `v${data.before.number} and v${data.after.number}`
  if (data.sameContent) return `${pair} hold the same bytes.`
  if (data.breaking === null) return `${pair}: the signature of one is not known.`
  return data.breaking
    ? `v${data.after.number} cannot take over from v${data.before.number} without changing its callers.`
    : `v${data.after.number} can take over from v${data.before.number}: callers notice nothing.`
}

export function CompareScreen({ modelId }: { modelId: string }) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const model = useModel(modelId)
  const versions = useVersions({ modelId, sort: '-number', limit: 200 })
  const items = versions.data?.items ?? []
  const after = get('after') || items[0]?.id || ''
  const before = get('before') || items.find((one) => one.id !== after)?.id || ''
  const query = useComparison(before, after)
  const options = items.map((one) => ({ value: one.id, label: `v${one.number}` }))
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Models', href: `/${workspace}/models` },
          { label: model.data?.name ?? 'Model', href: `/${workspace}/models/${modelId}` },
          { label: 'Compare' },
        ]}
        headline={headline(query.data)}
      />
      <div className="mb-5 flex items-center gap-2">
        <Select
          label="Before"
          className="w-28"
          options={options}
          value={before}
          onValueChange={(value) => set({ before: value })}
        />
        <span className="text-muted">against</span>
        <Select
          label="After"
          className="w-28"
          options={options}
          value={after}
          onValueChange={(value) => set({ after: value })}
        />
      </div>
      {versions.data && items.length < 2 ? (
        <EmptyState
          title="Two versions are needed"
          text="Register a second version of this model to compare it with the first."
        />
      ) : (
        <QueryView query={query} permission="registry:read" what="this comparison">
          {(data) => <ComparisonView comparison={data} />}
        </QueryView>
      )}
    </>
  )
}
