'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { PlacementItem } from '@/lib/agents/contract'

const LOOK = {
  'in-sync': ['DONE', 'as ordered'],
  pending: ['RUNNING', 'being changed'],
  drifted: ['HARM', 'runs something else'],
  'nothing-placed': ['UNKNOWN', 'nothing placed'],
  unknown: ['UNKNOWN', 'not reported'],
} as const

export function PlacementTable({ placements }: { placements: readonly PlacementItem[] }) {
  const workspace = useWorkspace()
  const href = (one: PlacementItem) => `/${workspace}/deployments/${one.deploymentId}`
  const columns: readonly Column<PlacementItem>[] = [
    {
      id: 'name',
      header: 'Deployment',
      cell: (one) => (
        <Link href={href(one)} className="font-medium hover:underline">
          {one.name}
        </Link>
      ),
    },
    {
      id: 'agreement',
      header: 'Plan',
      cell: (one) => <StatusLine state={LOOK[one.agreement][0]}>{LOOK[one.agreement][1]}</StatusLine>,
    },
    { id: 'desired', header: 'Ordered', align: 'right', cell: (one) => `generation ${one.desired.generation}` },
    {
      id: 'observed',
      header: 'Observed',
      align: 'right',
      cell: (one) =>
        one.observed ? `generation ${one.observed.generation}` : <span className="text-faint">nothing yet</span>,
    },
    {
      id: 'seen',
      header: 'Reported',
      cell: (one) =>
        one.observed ? <TimeText at={one.observed.observedAt} ago /> : <span className="text-faint">never</span>,
    },
    {
      id: 'conditions',
      header: 'Conditions',
      cell: (one) =>
        one.observed?.conditions.map((condition) => condition.message).join('; ') || (
          <span className="text-faint">none</span>
        ),
    },
  ]
  if (placements.length === 0)
    return (
      <EmptyState
        title="Nothing is placed here"
        text="Create a deployment whose target is this agent; it is listed here with what was ordered and what runs."
      />
    )
  return (
    <DataTable
      label="Deployments of this agent"
      rows={placements}
      columns={columns}
      rowId={(one) => one.deploymentId}
      href={href}
      phone={(one) => (
        <span className="flex items-center justify-between gap-3">
          <span className="font-medium">{one.name}</span>
          <StatusLine state={LOOK[one.agreement][0]}>{LOOK[one.agreement][1]}</StatusLine>
        </span>
      )}
    />
  )
}
