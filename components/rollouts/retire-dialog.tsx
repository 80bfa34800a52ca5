'use client'
import { useState } from 'react'
import { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { getDeploymentPath } from './paths'

interface RetireDialogProps {
  deployment: DeploymentView
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The one action here that cannot be taken back, so its name is typed. */
export function RetireDialog({ deployment, open, onOpenChange }: RetireDialogProps) {
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const change = useChange({
    room: 'rollouts',
    path: `${getDeploymentPath(deployment.id)}/retire`,
    body: (why: string) => ({ reason: why }),
    output: z.unknown(),
    onDone: () => onOpenChange(false),
  })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Retire ${deployment.name}`}
      description="Serving stops and callers get errors. History, metrics and the audit log stay. This cannot be taken back."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            tone="harm"
            busy={change.isPending}
            disabled={reason.trim().length < 3 || typed !== deployment.name}
            onClick={() => change.mutate(reason)}
          >
            Retire {deployment.name}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ReasonField value={reason} onChange={setReason} />
        <Field label={`Type ${deployment.name} to confirm`}>
          <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </Field>
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
