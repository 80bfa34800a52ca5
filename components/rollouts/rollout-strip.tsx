'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { StatusBadge } from '@/components/ui/badge'
import { TimeText } from '@/components/ui/time-text'
import type { DeploymentView, RolloutView } from '@/lib/rollouts/contract'
import { describeWait } from './describe-wait'
import { GateLine } from './gate-line'
import { StepTrack } from './step-track'

/** The open rollout on its deployment's page: steps, gates, and why it waits. */
export function RolloutStrip({ rollout }: { deployment: DeploymentView; rollout: RolloutView }) {
  const workspace = useWorkspace()
  const wait = describeWait(rollout)
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
      {wait ? <p className="mt-2 text-muted">Waiting: {wait}.</p> : null}
      {gates.length > 0 ? (
        <ul aria-label="Gates" className="mt-2 border-t pt-1">
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
