'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { StatusBadge } from '@/components/ui/badge'
import { TimeText } from '@/components/ui/time-text'
import type { RolloutView } from '@/lib/rollouts/contract'

/** A rollback is recorded with the version it leaves as its candidate. */
export function rolloutSentence(rollout: RolloutView): string {
  const from = rollout.fromVersion === null ? 'nothing' : `v${rollout.fromVersion}`
  return rollout.kind === 'rollback'
    ? `Back from v${rollout.candidateVersion} to ${from}`
    : `${from} to v${rollout.candidateVersion}, ${rollout.strategy}`
}

interface RolloutTableProps {
  rollouts: readonly RolloutView[]
  /** Named on lists over several deployments. */
  showDeployment?: boolean
}

export function RolloutTable({ rollouts, showDeployment = false }: RolloutTableProps) {
  const workspace = useWorkspace()
  const href = (one: RolloutView) => `/${workspace}/rollouts/${one.id}`
  const columns: Column<RolloutView>[] = [
    {
      id: 'number',
      header: 'Change',
      cell: (one) => (
        <Link href={href(one)} className="rounded-sm font-medium whitespace-nowrap hover:underline">
          {one.kind === 'rollback' ? 'Rollback' : 'Rollout'} {one.number}
        </Link>
      ),
    },
    ...(showDeployment
      ? [
          {
            id: 'deployment',
            header: 'Deployment',
            cell: (one: RolloutView) => `${one.deploymentName} · ${one.environmentName}`,
          },
        ]
      : []),
    { id: 'what', header: 'What', cell: (one) => <span className="whitespace-nowrap">{rolloutSentence(one)}</span> },
    { id: 'status', header: 'Outcome', cell: (one) => <StatusBadge state={one.status} /> },
    { id: 'by', header: 'By', cell: (one) => <span className="whitespace-nowrap">{one.requestedByName}</span> },
    {
      id: 'why',
      header: 'Why',
      width: 'max-w-80',
      cell: (one) => (
        <span className="line-clamp-1 text-muted" title={one.reason}>
          {one.reason}
        </span>
      ),
    },
    { id: 'at', header: 'When', cell: (one) => <TimeText at={one.createdAt} /> },
  ]
  return (
    <DataTable
      label="Rollouts"
      rows={rollouts}
      columns={columns}
      rowId={(one) => one.id}
      href={href}
      phone={(one) => (
        <span className="grid gap-0.5">
          <span className="flex items-center gap-2">
            <span className="font-medium">{rolloutSentence(one)}</span>
            <StatusBadge state={one.status} />
          </span>
          <span className="text-xs text-muted">
            {showDeployment ? `${one.deploymentName} · ` : ''}
            {one.requestedByName}, <TimeText at={one.createdAt} ago />: {one.reason}
          </span>
        </span>
      )}
    />
  )
}
