import Link from 'next/link'
import type { Column } from '@/components/data-table/column'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { AuditEventView } from '@/lib/audit/contract'
import { eventWords, roomOf } from './event-sentence'
import { ResourceLink } from './resource-link'

export function auditColumns(workspace: string, names: ReadonlyMap<string, string>): Column<AuditEventView>[] {
  return [
    {
      id: 'at',
      header: 'When',
      cell: (one) => (
        <Link href={`/${workspace}/audit/${one.id}`} className="hover:underline">
          <TimeText at={one.at} seconds />
        </Link>
      ),
    },
    {
      id: 'actor',
      header: 'Who',
      cell: (one) => (
        <span className="whitespace-nowrap">
          {one.actor.name} <span className="text-xs text-faint">{one.actor.kind}</span>
        </span>
      ),
    },
    {
      id: 'what',
      header: 'What',
      cell: (one) => (
        <span className="whitespace-nowrap">
          <span className="font-medium">{eventWords(one.type)}</span>{' '}
          <span className="text-xs text-faint">{roomOf(one.type)}</span>
        </span>
      ),
    },
    {
      id: 'about',
      header: 'About',
      cell: (one) => (
        <span className="flex flex-wrap gap-x-3">
          {one.resources.slice(0, 3).map((resource) => (
            <ResourceLink
              key={`${resource.kind}:${resource.id}`}
              {...resource}
              name={names.get(`${resource.kind}:${resource.id}`)}
            />
          ))}
        </span>
      ),
    },
    {
      id: 'why',
      header: 'Why',
      width: 'max-w-80',
      cell: (one) => (
        <span className="line-clamp-1 text-muted" title={one.reason ?? undefined}>
          {one.reason ?? ''}
        </span>
      ),
    },
    { id: 'outcome', header: 'Outcome', cell: (one) => <StatusLine state={one.outcome} /> },
  ]
}
