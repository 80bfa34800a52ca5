'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { Pager } from '@/components/data-table/pager'
import { UrlSelect } from '@/components/data-table/url-select'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { useRollouts } from './queries'
import { RolloutTable } from './rollout-table'

export function RolloutsScreen() {
  const { get } = useUrlState()
  const open = get('open')
  const query = useRollouts({ cursor: get('cursor'), open: open === '' ? undefined : open === 'true' })
  const running = query.data?.items.filter((one) => one.open).length ?? 0
  const headline =
    query.data === undefined
      ? 'Rollouts'
      : running === 0
        ? 'No rollout is open.'
        : `${running} ${running === 1 ? 'rollout is' : 'rollouts are'} open.`
  return (
    <>
      <PageHeader crumbs={[{ label: 'Rollouts' }]} headline={headline} />
      <div className="mb-3 flex gap-2">
        <UrlSelect
          name="open"
          label="State"
          all="Open and ended"
          options={[
            { value: 'true', label: 'Open' },
            { value: 'false', label: 'Ended' },
          ]}
        />
      </div>
      <QueryView query={query} permission="rollouts:read" what="the rollouts">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              title="No rollout here"
              text="A rollout moves traffic from one version to another, step by step, judged at each. Start one with Promote on a deployment."
            />
          ) : (
            <>
              <RolloutTable rollouts={page.items} showDeployment />
              <Pager nextCursor={page.nextCursor} count={page.items.length} />
            </>
          )
        }
      </QueryView>
    </>
  )
}
