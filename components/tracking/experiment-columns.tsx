import Link from 'next/link'
import type { z } from 'zod'
import type { Column } from '@/components/data-table/column'
import { formatCount } from '@/components/ui/format-number'
import { TimeText } from '@/components/ui/time-text'
import { NOTE_TAG } from '@/lib/registry/tracking/domain/tag-changes'
import type { experimentSummary } from '@/lib/registry/tracking/experiment-contract'
import { experimentHref } from './paths'

export type ExperimentSummary = z.output<typeof experimentSummary>

export function noteOf(owner: { tags: readonly { key: string; value: string }[] }): string {
  return owner.tags.find((tag) => tag.key === NOTE_TAG)?.value ?? ''
}

export function experimentColumns(workspace: string): readonly Column<ExperimentSummary>[] {
  return [
    {
      id: 'name',
      header: 'Experiment',
      sort: 'name',
      cell: (one) => (
        <Link href={experimentHref(workspace, one.experimentId)} className="font-medium hover:underline">
          {one.name}
        </Link>
      ),
    },
    {
      id: 'note',
      header: 'Note',
      width: 'max-w-96',
      cell: (one) => <span className="line-clamp-1 text-muted">{noteOf(one)}</span>,
    },
    { id: 'runs', header: 'Runs', align: 'right', cell: (one) => formatCount(one.runCount) },
    {
      id: 'lastRun',
      header: 'Last run',
      sort: 'lastRun',
      cell: (one) =>
        one.lastRunMs === null ? (
          <span className="text-faint">no run</span>
        ) : (
          <TimeText at={new Date(one.lastRunMs).toISOString()} ago />
        ),
    },
    { id: 'created', header: 'Created', sort: 'created', cell: (one) => <TimeText at={one.createdAt} ago /> },
  ]
}
