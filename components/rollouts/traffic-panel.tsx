'use client'
import { describeAgo } from '@/components/ui/describe-ago'
import { PlanBar } from '@/components/ui/plan-bar'
import { useNow } from '@/components/ui/use-now'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { desiredShares, observedShares } from './plan-shares'

/** Two marks, never merged: what was ordered, and what really runs. */
export function TrafficPanel({ deployment }: { deployment: DeploymentView }) {
  const now = useNow()
  const observed = observedShares(deployment)
  const seen = deployment.observed && now !== null ? describeAgo(Date.parse(deployment.observed.observedAt), now) : ''
  const apart =
    deployment.observed && !deployment.inSync && now !== null
      ? `differs since ${describeAgo(Date.parse(deployment.observed.changedAt), now)}`
      : seen
  return (
    <section aria-label="Traffic" className="grid gap-x-8 gap-y-3 md:grid-cols-2">
      <PlanBar
        label="Traffic, desired"
        shares={desiredShares(deployment)}
        note={`generation ${deployment.desired.generation}`}
        unknown={deployment.desired.variants.length === 0}
      />
      <PlanBar label="Traffic, observed" shares={observed ?? []} note={apart} unknown={observed === null} />
    </section>
  )
}
