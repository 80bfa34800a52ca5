'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ShownOnce } from '@/components/identity/shown-once'
import { Button } from '@/components/ui/button'
import { CopyCommand } from '@/components/ui/copy-command'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { TimeText } from '@/components/ui/time-text'
import { createEnrollmentTokenInput, createEnrollmentTokenOutput } from '@/lib/agents/contract'

export function EnrollDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [agentName, setAgentName] = useState('')
  const change = useChange({
    room: 'agents',
    path: '/api/v1/agents/enrollment-tokens',
    body: (input: object) => input,
    output: createEnrollmentTokenOutput,
  })
  const input = createEnrollmentTokenInput.safeParse({ agentName })
  const problem = input.success || agentName === '' ? undefined : input.error.issues[0]?.message
  const closing = (next: boolean) => {
    onOpenChange(next)
    if (next) return
    change.reset()
    setAgentName('')
  }
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title="Enrol an agent"
      description="The token works once. The agent then makes its own key, which never leaves its machine."
      footer={
        change.data ? (
          <Button onClick={() => closing(false)}>Close</Button>
        ) : (
          <>
            <Button onClick={() => closing(false)}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={!input.success}
              onClick={() => input.success && change.mutate(input.data)}
            >
              Create a one-time token
            </Button>
          </>
        )
      }
    >
      {change.data ? (
        <div className="grid gap-4">
          <ShownOnce
            what="token"
            value={change.data.token}
            note="Whoever has it can enrol as this agent until it is used."
          />
          <div className="grid gap-1">
            <span className="text-sm text-muted">
              Start the agent where the model shall be served, before <TimeText at={change.data.expiresAt} />:
            </span>
            <CopyCommand
              command={`npm run slipway -- agent --state .agent-${change.data.agentName} --server ${location.origin} --token ${change.data.token}`}
            />
          </div>
        </div>
      ) : (
        <div className="grid gap-4">
          <Field label="Name of the agent" hint="For example the cluster it runs in: eu-west-1." error={problem}>
            <Input value={agentName} onChange={(event) => setAgentName(event.target.value)} autoComplete="off" />
          </Field>
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
