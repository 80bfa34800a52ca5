'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { PlanShare } from '@/components/ui/plan-bar'
import { type DeploymentView, type RolloutView, rolloutRef } from '@/lib/rollouts/contract'
import { BeforeAfter } from './before-after'
import { ChangeProgress } from './change-progress'
import { getRolloutPath } from './paths'
import { observedShares, wholeShare } from './plan-shares'

export type PersonAction = 'pause' | 'resume' | 'advance' | 'promote' | 'abort'

interface PersonActionDialogProps {
  action: PersonAction
  deployment: DeploymentView
  rollout: RolloutView
  open: boolean
  onOpenChange: (open: boolean) => void
}

function words(action: PersonAction, rollout: RolloutView): { title: string; effect: string; button: string } {
  const next = `v${rollout.candidateVersion}`
  const from = rollout.fromVersion === null ? 'nothing' : `v${rollout.fromVersion}`
  switch (action) {
    case 'pause':
      return {
        title: `Pause rollout ${rollout.number}`,
        effect: 'Traffic stays where it is. Harm still rolls it back; only a person resumes it.',
        button: 'Pause',
      }
    case 'resume':
      return {
        title: `Resume rollout ${rollout.number}`,
        effect: 'The current step goes on; time and evidence before the pause are kept.',
        button: 'Resume',
      }
    case 'advance':
      return {
        title: `Advance ${next} to the next step`,
        effect:
          'Skips waiting, not safety: it is refused while the plan is not observed, evidence is stale or a gate shows harm.',
        button: `Advance ${next}`,
      }
    case 'promote':
      return {
        title: `Promote ${next} to all traffic`,
        effect: 'Skips the remaining steps; the last one still watches the guardrails.',
        button: `Promote ${next}`,
      }
    case 'abort':
      return {
        title: `Abort rollout ${rollout.number}`,
        effect: `All traffic goes back to ${from}.`,
        button: `Abort, back to ${from}`,
      }
  }
}

/** Share of the candidate that the action aims at; null when it moves no traffic. */
function goalBps(action: PersonAction, rollout: RolloutView): number | null {
  if (action === 'promote') return 10_000
  return action === 'advance' ? (rollout.steps[rollout.stepIndex + 1]?.candidateBps ?? 10_000) : null
}

function afterOf(action: PersonAction, rollout: RolloutView): PlanShare[] | null {
  if (action === 'abort') return rollout.fromVersion === null ? [] : wholeShare(rollout.fromVersion)
  const bps = goalBps(action, rollout)
  if (bps === null) return null
  const rest: PlanShare[] =
    rollout.fromVersion === null
      ? []
      : [{ role: 'stable', versionNumber: rollout.fromVersion, weightBps: 10_000 - bps }]
  return [...rest, { role: 'candidate', versionNumber: rollout.candidateVersion, weightBps: bps }]
}

export function PersonActionDialog({ action, deployment, rollout, open, onOpenChange }: PersonActionDialogProps) {
  const [reason, setReason] = useState('')
  const text = words(action, rollout)
  const after = afterOf(action, rollout)
  const goal = goalBps(action, rollout)
  const change = useChange({
    room: 'rollouts',
    path: `${getRolloutPath(rollout.id)}/${action}`,
    body: (why: string) => ({ expectedRevision: rollout.revision, reason: why }),
    output: rolloutRef,
    onDone: () => {
      setReason('')
      if (goal === null) onOpenChange(false)
    },
  })
  const closing = (next: boolean) => {
    onOpenChange(next)
    if (!next) change.reset()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title={text.title}
      description={`${deployment.name} in ${deployment.environment.name}. ${text.effect}`}
      footer={
        change.data ? (
          <Button onClick={() => closing(false)}>Close</Button>
        ) : (
          <>
            <Button onClick={() => closing(false)}>Cancel</Button>
            <Button
              tone={action === 'abort' ? 'harm' : 'primary'}
              busy={change.isPending}
              disabled={reason.trim().length < 3}
              onClick={() => change.mutate(reason)}
            >
              {text.button}
            </Button>
          </>
        )
      }
    >
      {change.data && goal !== null ? (
        <ChangeProgress
          deploymentId={deployment.id}
          rolloutId={rollout.id}
          versionNumber={rollout.candidateVersion}
          bps={goal}
        />
      ) : (
        <div className="grid gap-4">
          {after ? <BeforeAfter before={observedShares(deployment)} after={after} /> : null}
          <ReasonField value={reason} onChange={setReason} />
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
