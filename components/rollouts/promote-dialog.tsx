'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ReasonField } from '@/components/forms/reason-field'
import { useVersions } from '@/components/registry/queries'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import type { VersionSummary } from '@/lib/registry/contract'
import { type DeploymentView, rolloutRef } from '@/lib/rollouts/contract'
import { compileStrategy } from '@/lib/rollouts/domain/compile-strategy'
import type { Strategy } from '@/lib/rollouts/domain/spec'
import { BeforeAfter } from './before-after'
import { ChangeProgress } from './change-progress'
import { getDeploymentPath } from './paths'
import { observedShares, wholeShare } from './plan-shares'
import { StrategySteps } from './strategy-steps'

const STRATEGIES: readonly { value: Strategy; label: string }[] = [
  { value: 'canary', label: 'Canary: 5 %, 25 %, 100 %, judged at each step' },
  { value: 'blue-green', label: 'Blue-green: one switch, the old one kept warm' },
  { value: 'linear', label: 'Linear: 10 % more at a time' },
  { value: 'all-at-once', label: 'All at once' },
  { value: 'shadow', label: 'Shadow: mirrored requests, no traffic moves' },
]

/** Share that is observed once the first step is carried out. */
function firstBps(strategy: Strategy): number {
  const compiled = compileStrategy({ strategy })
  return compiled.ok ? (compiled.steps[0]?.candidateBps ?? 10_000) : 10_000
}

interface PromoteDialogProps {
  deployment: DeploymentView
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function PromoteDialog({ deployment, open, onOpenChange }: PromoteDialogProps) {
  const versions = useVersions({ modelId: deployment.model.id, state: 'READY', sort: '-number', limit: 50 }, open)
  const [picked, setPicked] = useState('')
  const [strategy, setStrategy] = useState<Strategy>('canary')
  const [reason, setReason] = useState('')
  const stable = deployment.settled.variants.find((variant) => variant.role === 'stable')
  const choices = (versions.data?.items ?? []).filter((version) => version.number !== stable?.versionNumber)
  const change = useChange({
    room: 'rollouts',
    path: `${getDeploymentPath(deployment.id)}/rollouts`,
    body: (chosen: VersionSummary) => ({ versionId: chosen.id, strategy, reason }),
    output: rolloutRef,
  })
  // What was asked for stays on screen: once it serves, it is no longer among the choices.
  const version =
    (change.isError ? undefined : change.variables) ?? choices.find((one) => one.id === picked) ?? choices[0]
  const closing = (next: boolean) => {
    onOpenChange(next)
    if (!next) change.reset()
  }
  const approval =
    deployment.environment.policy === 'four-eyes'
      ? 'An approver who is not you must agree before anything moves.'
      : 'Starts at once; this environment needs no approval.'
  const words = version ? `Promote v${version.number}` : 'Promote'
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title={words}
      description={`${deployment.name} in ${deployment.environment.name}. ${approval}`}
      footer={
        change.data ? (
          <Button onClick={() => closing(false)}>Close</Button>
        ) : (
          <>
            <Button onClick={() => closing(false)}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={!version || reason.trim().length < 3}
              onClick={() => version && change.mutate(version)}
            >
              {deployment.environment.policy === 'four-eyes' ? `Ask to promote v${version?.number ?? ''}` : words}
            </Button>
          </>
        )
      }
    >
      {change.data ? (
        <ChangeProgress
          deploymentId={deployment.id}
          rolloutId={change.data.rolloutId}
          versionNumber={version?.number ?? 0}
          bps={firstBps(strategy)}
        />
      ) : (
        <div className="grid gap-4">
          {versions.data && choices.length === 0 ? (
            <p className="text-muted">No other ready version of {deployment.model.name} exists. Register one first.</p>
          ) : null}
          <Field label="Version">
            <Select
              label="Version"
              value={version?.id ?? ''}
              onValueChange={setPicked}
              options={choices.map((one) => ({
                value: one.id,
                label: `v${one.number}${one.description ? ` · ${one.description.slice(0, 60)}` : ''}`,
              }))}
            />
          </Field>
          <Field label="Strategy">
            <Select
              label="Strategy"
              value={strategy}
              onValueChange={(next) => setStrategy(STRATEGIES.find((one) => one.value === next)?.value ?? 'canary')}
              options={STRATEGIES}
            />
          </Field>
          <StrategySteps strategy={strategy} />
          {version && strategy !== 'shadow' ? (
            <BeforeAfter
              before={observedShares(deployment)}
              after={wholeShare(version.number, stable ? 'candidate' : 'stable')}
              note="once every gate has passed"
            />
          ) : null}
          <ReasonField value={reason} onChange={setReason} placeholder="Why is this version better?" />
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
