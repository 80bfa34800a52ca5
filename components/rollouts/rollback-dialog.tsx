'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { QueryView } from '@/components/feedback/query-view'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type DeploymentView, type RollbackOption, rolloutRef } from '@/lib/rollouts/contract'
import { BeforeAfter } from './before-after'
import { ChangeProgress } from './change-progress'
import { getDeploymentPath } from './paths'
import { observedShares, wholeShare } from './plan-shares'
import { useRollbackList } from './queries'
import { RollbackOptions } from './rollback-options'

interface RollbackDialogProps {
  deployment: DeploymentView
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Three keystrokes from the page to done: b opens, the previous good version is chosen, Ctrl-Enter rolls back. */
export function RollbackDialog({ deployment, open, onOpenChange }: RollbackDialogProps) {
  const list = useRollbackList(deployment.id, open)
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const change = useChange({
    room: 'rollouts',
    path: `${getDeploymentPath(deployment.id)}/roll-back`,
    body: ({ variantId }: RollbackOption) => ({
      variantId,
      reason: reason.trim() === '' ? 'Rolled back by hand.' : reason,
    }),
    output: rolloutRef,
  })
  const options = list.data?.items ?? []
  // What was ordered stays on screen: the list of ways back changes with the rollback itself.
  const option =
    (change.isError ? undefined : change.variables) ??
    options.find((one) => one.variantId === chosen) ??
    // Where nothing lies behind, a person chooses: the newest of the list may be what was just left.
    options.find((one) => one.preselected)
  const started = change.data !== undefined
  const closing = (next: boolean) => {
    onOpenChange(next)
    if (next) return
    change.reset()
    setChosen(null)
    setReason('')
  }
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title={option ? `Roll back to v${option.versionNumber}` : 'Roll back'}
      description={`${deployment.name} in ${deployment.environment.name}. Takes effect at once, without a vote; requests in flight finish where they are.`}
      footer={
        started ? (
          <Button onClick={() => closing(false)}>Close</Button>
        ) : (
          <>
            <Button onClick={() => closing(false)}>Cancel</Button>
            <Button
              tone="harm"
              busy={change.isPending}
              disabled={!option}
              onClick={() => option && change.mutate(option)}
            >
              {option ? `Roll back to v${option.versionNumber}` : 'Roll back'}
            </Button>
          </>
        )
      }
    >
      {change.data ? (
        <ChangeProgress
          deploymentId={deployment.id}
          rolloutId={change.data.rolloutId}
          versionNumber={option?.versionNumber ?? 0}
          bps={10_000}
        />
      ) : (
        <div className="grid gap-4">
          <QueryView query={list} permission="rollouts:read" what="the good versions">
            {(page) => <RollbackOptions options={page.items} chosen={option?.variantId ?? null} onChoose={setChosen} />}
          </QueryView>
          {option ? (
            <BeforeAfter
              before={observedShares(deployment)}
              after={wholeShare(option.versionNumber)}
              note={option.etaMs === null ? 'time not known yet' : `≈ ${(option.etaMs / 1000).toFixed(1)} s`}
            />
          ) : null}
          <ReasonField
            value={reason}
            onChange={setReason}
            label="Reason (may be filled in afterwards)"
            placeholder="What did you see?"
          />
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
