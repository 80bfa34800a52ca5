'use client'
import { useState } from 'react'
import { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { getDeploymentPath } from './paths'

interface AutomationDialogProps {
  deployment: DeploymentView
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Stops or restarts everything that machines do here; people keep all their actions. */
export function AutomationDialog({ deployment, open, onOpenChange }: AutomationDialogProps) {
  const [reason, setReason] = useState('')
  const off = !deployment.automationOff
  const change = useChange({
    room: 'rollouts',
    path: `${getDeploymentPath(deployment.id)}/automation`,
    body: (why: string) => ({ off, reason: why }),
    output: z.unknown(),
    onDone: () => onOpenChange(false),
  })
  const title = off ? 'Switch automation off' : 'Switch automation on'
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={
        off
          ? 'No step is taken and nothing is rolled back by itself until it is switched on again. Traffic stays where it is.'
          : 'Steps are taken and harm is rolled back by itself again.'
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            tone={off ? 'harm' : 'primary'}
            busy={change.isPending}
            disabled={reason.trim().length < 3}
            onClick={() => change.mutate(reason)}
          >
            {title}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ReasonField value={reason} onChange={setReason} />
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
