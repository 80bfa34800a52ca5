'use client'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Member } from '@/lib/identity/contract'
import type { Role } from '@/lib/identity/domain/permissions'
import { RoleChecks } from './role-checks'
import { roleWords } from './role-words'

export function ChangeRolesDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const [roles, setRoles] = useState<Role[]>([])
  const [reason, setReason] = useState('')
  useEffect(() => setRoles(member?.roles ?? []), [member])
  const change = useChange({
    room: 'identity',
    method: 'PUT',
    path: (userId: string) => `/api/v1/identity/members/${userId}/roles`,
    body: () => ({ roles, reason: reason || undefined }),
    output: z.unknown(),
    onDone: onClose,
  })
  const remove = useChange({
    room: 'identity',
    method: 'DELETE',
    path: (userId: string) => `/api/v1/identity/members/${userId}`,
    body: () => ({ reason: reason || undefined }),
    output: z.unknown(),
    onDone: onClose,
  })
  if (member === null) return null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Roles of ${member.name}`}
      description={`Now: ${roleWords(member.roles)}. A change takes effect with the next request.`}
      footer={
        <>
          <Button tone="quiet" busy={remove.isPending} onClick={() => remove.mutate(member.userId)}>
            Remove from the workspace
          </Button>
          <span className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={roles.length === 0}
            onClick={() => change.mutate(member.userId)}
          >
            Change roles
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <RoleChecks roles={roles} onChange={setRoles} />
        <ReasonField value={reason} onChange={setReason} />
        <InlineError error={change.error ?? remove.error} />
      </div>
    </Dialog>
  )
}
