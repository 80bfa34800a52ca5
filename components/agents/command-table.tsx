'use client'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { StatusBadge } from '@/components/ui/badge'
import { TimeText } from '@/components/ui/time-text'
import type { CommandItem } from '@/lib/agents/contract'

const WAIT: Record<NonNullable<CommandItem['waitingFor']>['reason'], string> = {
  agent_offline: 'waits for the agent to come back',
  agent_locked: 'waits until the agent is unlocked',
  no_eligible_agent: 'no agent can take it',
  lane_busy: 'waits for the command before it',
  not_before: 'is not due yet',
}

function detailOf(command: CommandItem): string {
  if (command.waitingFor) return WAIT[command.waitingFor.reason]
  if (command.detail) return command.detail
  return command.phase ? `${command.phase}${command.percent === null ? '' : `, ${command.percent} %`}` : ''
}

const columns: readonly Column<CommandItem>[] = [
  {
    id: 'kind',
    header: 'Command',
    cell: (one) => <span className="font-medium">{one.kind.replaceAll('-', ' ')}</span>,
  },
  { id: 'lane', header: 'Lane', cell: (one) => one.lane },
  { id: 'state', header: 'State', cell: (one) => <StatusBadge state={one.state} /> },
  {
    id: 'detail',
    header: 'Detail',
    width: 'max-w-96',
    cell: (one) => (
      <span className="line-clamp-1 text-muted" title={detailOf(one)}>
        {detailOf(one)}
      </span>
    ),
  },
  { id: 'fence', header: 'Fence', align: 'right', cell: (one) => one.fence },
  { id: 'at', header: 'Ordered', cell: (one) => <TimeText at={one.createdAt} seconds /> },
  {
    id: 'ended',
    header: 'Ended',
    cell: (one) => (one.endedAt ? <TimeText at={one.endedAt} seconds /> : <span className="text-faint">open</span>),
  },
]

export function CommandTable({ commands }: { commands: readonly CommandItem[] }) {
  if (commands.length === 0)
    return (
      <EmptyState
        title="No command yet"
        text="Every change that this agent is told to make is listed here, with how it ended."
      />
    )
  return (
    <DataTable
      label="Commands"
      rows={commands}
      columns={columns}
      rowId={(one) => one.id}
      phone={(one) => (
        <span className="grid gap-0.5">
          <span className="flex items-center gap-2">
            <span className="font-medium">{one.kind.replaceAll('-', ' ')}</span>
            <StatusBadge state={one.state} />
          </span>
          <span className="text-xs text-muted">{detailOf(one)}</span>
        </span>
      )}
    />
  )
}
