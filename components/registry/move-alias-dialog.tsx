'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { aliasName, aliasOutput, type VersionDetail } from '@/lib/registry/contract'
import { useModel } from './queries'

interface MoveAliasDialogProps {
  version: VersionDetail
  onClose: () => void
}

/** Says what the alias points to now: before and after stand beside each other. */
export function MoveAliasDialog({ version, onClose }: MoveAliasDialogProps) {
  const [name, setName] = useState('champion')
  const [reason, setReason] = useState('')
  const parsed = aliasName.safeParse(name)
  const aliases = useModel(version.modelId).data?.aliases
  const now = aliases?.find((alias) => alias.name === name)?.number
  const change = useChange({
    room: 'registry',
    method: 'PUT',
    path: (alias: string) => `/api/v1/registry/models/${version.modelId}/aliases/${encodeURIComponent(alias)}`,
    body: () => ({ number: version.number, reason: reason || undefined }),
    output: aliasOutput,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title={`Point an alias at v${version.number}`}
      description="Aliases name versions for people and pipelines. They move no traffic."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={!parsed.success || name === '' || now === version.number}
            onClick={() => change.mutate(name)}
          >
            <span className="max-w-48 truncate">Point {name || 'it'}</span> at v{version.number}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field
          label="Alias"
          hint={aliases && (now === undefined ? 'New: it points nowhere yet.' : `Points to v${now} now.`)}
          error={parsed.success || name === '' ? undefined : parsed.error.issues[0]?.message}
        >
          <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </Field>
        <ReasonField value={reason} onChange={setReason} />
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
