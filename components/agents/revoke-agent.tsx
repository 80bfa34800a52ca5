'use client'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { revokeAgentOutput } from '@/lib/agents/contract'

export function RevokeAgent({ agentId, name, revoked }: { agentId: string; name: string; revoked: boolean }) {
  const can = useCan('agents:revoke')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const change = useChange({
    room: 'agents',
    path: () => `/api/v1/agents/agents/${agentId}/revoke`,
    body: (why: string) => ({ reason: why }),
    output: revokeAgentOutput,
    onDone: () => setOpen(false),
  })
  return (
    <>
      <Button refusal={revoked ? 'It is revoked already.' : can.refusal} onClick={() => setOpen(true)}>
        Revoke
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Revoke ${name}`}
        description="Its key is refused from the next request on. What it serves it keeps serving, but nothing can be changed through it any more."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              tone="harm"
              busy={change.isPending}
              disabled={reason.trim().length < 3}
              onClick={() => change.mutate(reason)}
            >
              Revoke {name}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <ReasonField value={reason} onChange={setReason} />
          <InlineError error={change.error} />
        </div>
      </Dialog>
    </>
  )
}
