'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { useAccess } from '@/components/api/use-me'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { createTokenOutput } from '@/lib/identity/contract'
import { isTokenScope, type Permission } from '@/lib/identity/domain/permissions'
import { ShownOnce } from './shown-once'

const DAYS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
]

interface CreateTokenDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What it is for, where the reader came for one purpose. */
  preset?: { name: string; scopes: readonly Permission[] }
  /** The new token in the lines that are to be copied. */
  linesWith?: (token: string) => string
}

export function CreateTokenDialog({ open, onOpenChange, preset, linesWith }: CreateTokenDialogProps) {
  const access = useAccess()
  const held = (preset?.scopes ?? []).filter((scope) => access?.permissions.includes(scope))
  const [name, setName] = useState(preset?.name ?? '')
  const [days, setDays] = useState('30')
  const [scopes, setScopes] = useState<Permission[]>(held)
  const change = useChange({
    room: 'identity',
    path: '/api/v1/identity/tokens',
    body: (expiresInDays: number) => ({ name, scopes, expiresInDays }),
    output: createTokenOutput,
  })
  const closing = (next: boolean) => {
    onOpenChange(next)
    if (next) return
    change.reset()
    setName(preset?.name ?? '')
    setScopes(held)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={closing}
      title="Create an API token"
      footer={
        change.data ? (
          <Button onClick={() => closing(false)}>Close</Button>
        ) : (
          <>
            <Button onClick={() => closing(false)}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={name.trim() === '' || scopes.length === 0}
              onClick={() => change.mutate(Number(days))}
            >
              Create token
            </Button>
          </>
        )
      }
    >
      {change.data ? (
        <ShownOnce
          what="token"
          value={linesWith?.(change.data.token) ?? change.data.token}
          note="Slipway keeps only a keyed hash of it."
        />
      ) : (
        <div className="grid gap-4">
          <Field label="Name" hint="What will use it, for example “nightly training”.">
            <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
          </Field>
          <Field label="Ends after">
            <Select label="Ends after" value={days} onValueChange={setDays} options={DAYS} />
          </Field>
          <fieldset className="grid gap-1 sm:grid-cols-2">
            <legend className="mb-1 text-sm font-medium">It may</legend>
            {(access?.permissions ?? []).filter(isTokenScope).map((permission) => (
              <Checkbox
                key={permission}
                checked={scopes.includes(permission)}
                onCheckedChange={(on) =>
                  setScopes(on ? [...scopes, permission] : scopes.filter((one) => one !== permission))
                }
              >
                <code className="font-mono text-xs">{permission}</code>
              </Checkbox>
            ))}
          </fieldset>
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
