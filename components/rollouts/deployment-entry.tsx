import { StatusBadge } from '@/components/ui/badge'
import { PlanBar } from '@/components/ui/plan-bar'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { EnvironmentTag } from './environment-tag'
import { observedShares } from './plan-shares'

/** A deployment as a list entry at phone width. */
export function DeploymentEntry({ deployment }: { deployment: DeploymentView }) {
  const shares = observedShares(deployment)
  return (
    <span className="grid gap-1.5">
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-base font-medium">{deployment.name}</span>
        <EnvironmentTag name={deployment.environment.name} kind={deployment.environment.kind} />
        {deployment.rollout ? <StatusBadge state={deployment.rollout.status} /> : null}
      </span>
      <PlanBar label="observed" shares={shares ?? []} unknown={shares === null} compact />
    </span>
  )
}
