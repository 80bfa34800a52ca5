import type { Column } from '@/components/data-table/column'
import { describeDuration } from '@/components/ui/describe-ago'
import { formatBytes, formatCount } from '@/components/ui/format-number'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { AgentItem } from '@/lib/agents/contract'
import { AgentLink } from './agent-link'
import { describeSkew } from './describe-skew'

export const agentColumns: readonly Column<AgentItem>[] = [
  { id: 'name', header: 'Agent', cell: (one) => <AgentLink id={one.id} name={one.name} /> },
  { id: 'status', header: 'Status', cell: (one) => <StatusLine state={one.status} /> },
  {
    id: 'seen',
    header: 'Last seen',
    cell: (one) => (one.lastSeenAt ? <TimeText at={one.lastSeenAt} ago /> : <span className="text-faint">never</span>),
  },
  { id: 'deployments', header: 'Deployments', align: 'right', cell: (one) => formatCount(one.deployments) },
  {
    id: 'diverging',
    header: 'Differing',
    align: 'right',
    cell: (one) =>
      one.diverging === 0 ? (
        <span className="text-faint">0</span>
      ) : (
        <StatusLine state="HELD">{one.diverging}</StatusLine>
      ),
  },
  { id: 'commands', header: 'Open commands', align: 'right', cell: (one) => formatCount(one.openCommands) },
  {
    id: 'spool',
    header: 'Waiting to be sent',
    align: 'right',
    cell: (one) =>
      one.spool.rows === 0 ? (
        <span className="text-faint">nothing</span>
      ) : (
        `${formatCount(one.spool.rows)} rows, ${formatBytes(one.spool.bytes)}`
      ),
  },
  {
    id: 'evidence',
    header: 'Evidence age',
    align: 'right',
    cell: (one) =>
      one.evidenceAgeMs === null ? <span className="text-faint">no data</span> : describeDuration(one.evidenceAgeMs),
  },
  {
    id: 'skew',
    header: 'Clock',
    align: 'right',
    cell: (one) => (one.skewMs === null ? <span className="text-faint">unknown</span> : describeSkew(one.skewMs)),
  },
  { id: 'version', header: 'Version', cell: (one) => one.agentVersion },
]
