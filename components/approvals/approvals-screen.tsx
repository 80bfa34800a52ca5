'use client'
import clsx from 'clsx'
import { useRouter } from 'next/navigation'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { usePageKeys } from '@/components/shell/use-page-keys'
import { Tabs } from '@/components/ui/tabs'
import { useChangeRequests } from './queries'
import { RequestList } from './request-list'
import { RequestPane } from './request-pane'

const INBOXES = [
  { value: 'mine-to-decide', label: 'For me' },
  { value: 'mine', label: 'Asked by me' },
  { value: 'all', label: 'All' },
]

function headline(n: number | undefined): string {
  if (n === undefined) return 'Approvals'
  if (n === 0) return 'Nothing waits for your decision.'
  return `${n} ${n === 1 ? 'request waits' : 'requests wait'} for your decision.`
}

/** The inbox beside the request on a desktop (j and k move); one after the other on a phone. Without a request named, the first is shown. */
export function ApprovalsScreen({ changeRequestId = null }: { changeRequestId?: string | null }) {
  const workspace = useWorkspace()
  const router = useRouter()
  const { get, set } = useUrlState()
  const inbox = get('inbox') || (changeRequestId === null ? 'mine-to-decide' : 'all')
  const waiting = useChangeRequests({ inbox: 'mine-to-decide', limit: 50 })
  const query = useChangeRequests({ inbox, cursor: get('cursor') })
  const items = query.data?.items ?? []
  const openId = changeRequestId ?? items[0]?.id ?? null
  const hrefOf = (id: string) => `/${workspace}/approvals/${id}?inbox=${inbox}`
  const move = (by: number) => {
    const at = items.findIndex(({ id }) => id === openId)
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))]
    if (next) router.push(hrefOf(next.id))
  }
  usePageKeys({ j: () => move(1), k: () => move(-1) })
  const list = (
    <QueryView query={query} permission="approvals:read" what="the requests">
      {(page) => <RequestList inbox={inbox} page={page} openId={openId} hrefOf={hrefOf} />}
    </QueryView>
  )
  return (
    <div className={clsx(openId !== null && 'lg:grid lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-8')}>
      <div className={clsx('min-w-0', changeRequestId !== null && 'max-lg:hidden')}>
        <PageHeader
          crumbs={[{ label: 'Approvals' }]}
          headline={headline(waiting.data?.items.length)}
          level={changeRequestId === null ? 1 : 2}
        />
        <Tabs
          label="Inboxes"
          value={inbox}
          onValueChange={(next) => set({ inbox: next, cursor: null })}
          items={INBOXES.map((one) => ({ ...one, content: list }))}
        />
      </div>
      {openId === null ? null : (
        <div className={clsx('min-w-0', changeRequestId === null && 'max-lg:hidden')}>
          <RequestPane key={openId} changeRequestId={openId} level={changeRequestId === null ? 2 : 1} />
        </div>
      )}
    </div>
  )
}
