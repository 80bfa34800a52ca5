'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { addMemberInput, addMemberOutput } from '@/lib/identity/contract'
import type { Role } from '@/lib/identity/domain/permissions'
import { RoleChecks } from './role-checks'
import { ShownOnce } from './shown-once'

export function AddMemberDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<Role[]>(['viewer'])
  const change = useChange({
    room: 'identity',
    path: '/api/v1/identity/members',
    body: (input: object) => input,
    output: addMemberOutput,
  })
  const input = addMemberInput.safeParse({ name, email, roles })
  const closing = (next: boolean) => {
    onOpenChange(next)
    if (next) return
    change.reset()
    setName('')
    setEmail('')
  }
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title="Add a person"
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
              Add {name.trim() || 'person'}
            </Button>
          </>
        )
      }
    >
      {change.data ? (
        change.data.password === null ? (
          <p>{name} signs in already and is now a member.</p>
        ) : (
          <ShownOnce
            what="password"
            value={change.data.password}
            note={`Give it to ${name}, who should change it after the first sign-in.`}
          />
        )
      ) : (
        <div className="grid gap-4">
          <Field label="Name">
            <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
          </Field>
          <Field label="E-mail">
            <Input type="email" value={email} onChange={(event) => setEmail(event.target.value)} autoComplete="off" />
          </Field>
          <RoleChecks roles={roles} onChange={setRoles} />
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
