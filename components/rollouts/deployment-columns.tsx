import type { Column } from '@/components/data-table/column'
import { StatusBadge } from '@/components/ui/badge'
import { PlanBar } from '@/components/ui/plan-bar'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { DeploymentLink } from './deployment-link'
import { EnvironmentTag } from './environment-tag'
import { observedShares } from './plan-shares'

export const deploymentColumns: readonly Column<DeploymentView>[] = [
  { id: 'name', header: 'Deployment', cell: (one) => <DeploymentLink id={one.id} name={one.name} /> },
  {
    id: 'environment',
    header: 'Environment',
    cell: (one) => <EnvironmentTag name={one.environment.name} kind={one.environment.kind} />,
  },
  { id: 'model', header: 'Model', cell: (one) => one.model.name },
  {
    id: 'observed',
    header: 'Observed traffic',
    width: 'w-56',
    cell: (one) => {
      const shares = observedShares(one)
      return <PlanBar label="observed" shares={shares ?? []} unknown={shares === null} compact />
    },
  },
  {
    id: 'plan',
    header: 'Plan',
    cell: (one) =>
      one.inSync ? (
        <StatusLine state="DONE">as ordered</StatusLine>
      ) : (
        <StatusLine state="HELD">differs from plan</StatusLine>
      ),
  },
  {
    id: 'rollout',
    header: 'Rollout',
    cell: (one) =>
      one.rollout ? <StatusBadge state={one.rollout.status} /> : <span className="text-faint">none</span>,
  },
  { id: 'agent', header: 'Agent', cell: (one) => <StatusLine state={one.agent.status}>{one.agent.name}</StatusLine> },
  {
    id: 'seen',
    header: 'Seen',
    cell: (one) =>
      one.observed ? <TimeText at={one.observed.observedAt} ago /> : <span className="text-faint">never</span>,
  },
]
