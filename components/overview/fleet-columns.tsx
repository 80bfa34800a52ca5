import type { Column } from '@/components/data-table/column'
import { DeploymentLink } from '@/components/rollouts/deployment-link'
import { EnvironmentTag } from '@/components/rollouts/environment-tag'
import { observedShares } from '@/components/rollouts/plan-shares'
import { PlanBar } from '@/components/ui/plan-bar'
import { StatusLine } from '@/components/ui/status-line'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { AccuracyCell, DriftCell, ErrorsCell, LatencyCell, TrafficCell } from './fleet-cells'

function Observed({ deployment }: { deployment: DeploymentView }) {
  const shares = observedShares(deployment)
  return <PlanBar label={`${deployment.name}, observed`} shares={shares ?? []} unknown={shares === null} compact />
}

export const fleetColumns: readonly Column<DeploymentView>[] = [
  {
    id: 'name',
    header: 'Deployment',
    cell: (one) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <DeploymentLink id={one.id} name={one.name} />
        <EnvironmentTag name={one.environment.name} kind={one.environment.kind} />
        {one.agent.status === 'ONLINE' ? null : <StatusLine state={one.agent.status} />}
      </span>
    ),
  },
  { id: 'observed', header: 'Serving', width: 'w-40', cell: (one) => <Observed deployment={one} /> },
  { id: 'traffic', header: 'Requests, last hour', cell: (one) => <TrafficCell deploymentId={one.id} /> },
  { id: 'errors', header: 'Errors', align: 'right', cell: (one) => <ErrorsCell deploymentId={one.id} /> },
  { id: 'p95', header: 'p95', align: 'right', cell: (one) => <LatencyCell deploymentId={one.id} /> },
  { id: 'accuracy', header: 'Accuracy', align: 'right', cell: (one) => <AccuracyCell deploymentId={one.id} /> },
  { id: 'drift', header: 'Drift', cell: (one) => <DriftCell deploymentId={one.id} /> },
]

/** One deployment at phone width: what serves, and whether it is well. */
export function FleetEntry({ deployment }: { deployment: DeploymentView }) {
  return (
    <span className="grid gap-1.5">
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-base font-medium">{deployment.name}</span>
        <EnvironmentTag name={deployment.environment.name} kind={deployment.environment.kind} />
        {deployment.agent.status === 'ONLINE' ? null : <StatusLine state={deployment.agent.status} />}
      </span>
      <Observed deployment={deployment} />
      <span className="flex flex-wrap gap-x-4 text-xs">
        <span>
          <span className="text-muted">errors</span> <ErrorsCell deploymentId={deployment.id} />
        </span>
        <span>
          <span className="text-muted">p95</span> <LatencyCell deploymentId={deployment.id} />
        </span>
        <span>
          <span className="text-muted">drift</span> <DriftCell deploymentId={deployment.id} />
        </span>
      </span>
    </span>
  )
}
