'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { StatusBadge } from '@/components/ui/badge'
import { TimeText } from '@/components/ui/time-text'
import type { DeploymentView, RolloutView } from '@/lib/rollouts/contract'
import { GateLine } from './gate-line'
import { StepTrack } from './step-track'

/** The open rollout on its deployment's page: steps, gates, and why it waits. */
export function RolloutStrip({ rollout }: { deployment: DeploymentView; rollout: RolloutView }) {
  const workspace = useWorkspace()
  const decision = rollout.progress?.decision
  const gates = rollout.progress?.gates ?? []
  return (
    <section aria-label="Open rollout" className="rounded-md border bg-surface px-4 py-3">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/${workspace}/rollouts/${rollout.id}`} className="font-semibold hover:underline">
          {rollout.kind === 'rollback' ? 'Rollback' : 'Rollout'} {rollout.number}
        </Link>
        <StatusBadge state={rollout.status} />
        <span className="text-xs text-muted">
          {rollout.strategy}, requested by {rollout.requestedByName} <TimeText at={rollout.createdAt} ago />
        </span>
        {rollout.changeRequestId && rollout.status === 'PENDING' ? (
          <Link
            href={`/${workspace}/approvals/${rollout.changeRequestId}`}
            className="text-xs text-link hover:underline"
          >
            Open the approval request
          </Link>
        ) : null}
      </div>
      <StepTrack rollout={rollout} />
      {decision && decision.action !== 'ADVANCE' ? <p className="mt-2 text-muted">{decision.detail}</p> : null}
      {gates.length > 0 ? (
        <ul
          aria-label="Gates"
          className="mt-2 grid gap-x-4 gap-y-1 border-t pt-2 lg:grid-cols-[max-content_max-content_minmax(0,1fr)]"
        >
          {gates.map((gate) => (
            <GateLine key={gate.id} gate={gate} />
          ))}
        </ul>
      ) : rollout.status === 'BAKING' ? (
        <p className="mt-2 border-t pt-2 text-muted">Gates have not been looked at yet.</p>
      ) : null}
    </section>
  )
}
