'use client'
import { BeforeAfter } from '@/components/rollouts/before-after'
import { desiredShares, observedShares, wholeShare } from '@/components/rollouts/plan-shares'
import { useDeployment, useRollouts } from '@/components/rollouts/queries'
import { StepTrack } from '@/components/rollouts/step-track'
import { Section } from '@/components/ui/section'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'

/** Traffic now and at the end of what is asked for, with the steps between. */
export function RequestTraffic({ request, deploymentId }: { request: ChangeRequestDetail; deploymentId: string }) {
  const deployment = useDeployment(deploymentId).data
  const rollouts = useRollouts({ deploymentId, limit: 50 }).data
  const rollout = rollouts?.items.find((one) => one.changeRequestId === request.id)
  if (!deployment || !rollout) return null
  const before = observedShares(deployment) ?? desiredShares(deployment)
  const mirrors = rollout.strategy === 'shadow'
  return (
    <Section title="Traffic">
      <div className="grid gap-3">
        {mirrors ? (
          <p>No traffic moves: v{rollout.candidateVersion} only sees copies of requests.</p>
        ) : (
          <BeforeAfter
            before={before}
            after={wholeShare(rollout.candidateVersion, rollout.fromVersion === null ? 'stable' : 'candidate')}
            note={`${rollout.strategy}, ${rollout.steps.length} ${rollout.steps.length === 1 ? 'step' : 'steps'}`}
          />
        )}
        <StepTrack rollout={rollout} />
      </div>
    </Section>
  )
}
