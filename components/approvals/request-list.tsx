'use client'
import clsx from 'clsx'
import { BadgeCheck } from 'lucide-react'
import Link from 'next/link'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { StatusBadge } from '@/components/ui/badge'
import { TimeText } from '@/components/ui/time-text'
import type { ChangeRequestSummary } from '@/lib/approvals/contract'

const EMPTY: Record<string, { title: string; text: string }> = {
  'mine-to-decide': {
    title: 'Nothing waits for you',
    text: 'Requests that you may decide appear here as soon as someone asks for a change to a governed environment.',
  },
  mine: {
    title: 'You have asked for nothing',
    text: 'Promote a version on a deployment of a governed environment; the request for it is listed here.',
  },
  all: {
    title: 'No request yet',
    text: 'A change to an environment with the policy “four eyes” asks for approval here before anything moves.',
  },
}

function Row({ request, href, isOpen }: { request: ChangeRequestSummary; href: string; isOpen: boolean }) {
  return (
    <Link
      href={href}
      aria-current={isOpen ? 'true' : undefined}
      className={clsx(
        'grid gap-1 rounded-sm px-3 py-2.5 hover:bg-hover phone:py-3',
        isOpen && 'lg:bg-hover lg:shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className="font-medium">
          <span className="text-muted">{request.number}</span> {request.title}
        </span>
        <span className="shrink-0 text-xs text-muted">
          <TimeText at={request.createdAt} ago />
        </span>
      </span>
      <span className="line-clamp-1 text-sm text-muted" title={request.reason}>
        {request.reason}
      </span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <StatusBadge state={request.state} word={request.mayDecide ? 'Waits for you' : undefined} />
        {request.requestedByName}
        {request.environmentName ? `, ${request.environmentName}` : ''}
      </span>
    </Link>
  )
}

interface RequestListProps {
  inbox: string
  page: { items: readonly ChangeRequestSummary[]; nextCursor: string | null }
  openId: string | null
  hrefOf: (requestId: string) => string
}

export function RequestList({ inbox, page, openId, hrefOf }: RequestListProps) {
  if (page.items.length === 0)
    return <EmptyState icon={BadgeCheck} {...(EMPTY[inbox] ?? { title: 'Nothing here', text: '' })} />
  return (
    <nav aria-label="Approval requests" className="grid gap-0.5">
      <ul className="-mx-3 divide-y">
        {page.items.map((request) => (
          <li key={request.id}>
            <Row request={request} href={hrefOf(request.id)} isOpen={request.id === openId} />
          </li>
        ))}
      </ul>
      <Pager nextCursor={page.nextCursor} count={page.items.length} />
    </nav>
  )
}
