'use client'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { aliasName, aliasOutput, type VersionDetail } from '@/lib/registry/contract'

export function MoveAlias({ version }: { version: VersionDetail }) {
  const can = useCan('registry:move-alias')
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('champion')
  const [reason, setReason] = useState('')
  const parsed = aliasName.safeParse(name)
  const change = useChange({
    room: 'registry',
    method: 'PUT',
    path: (alias: string) => `/api/v1/registry/models/${version.modelId}/aliases/${encodeURIComponent(alias)}`,
    body: () => ({ number: version.number, reason: reason || undefined }),
    output: aliasOutput,
    onDone: () => setOpen(false),
  })
  return (
    <>
      <Button
        icon={<Tag aria-hidden />}
        refusal={version.state === 'READY' ? can.refusal : 'Only a ready version can carry an alias.'}
        onClick={() => setOpen(true)}
      >
        Move an alias here
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Point an alias at v${version.number}`}
        description="Aliases name versions for people and pipelines. They move no traffic."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={!parsed.success || name === ''}
              onClick={() => change.mutate(name)}
            >
              Point {name || 'it'} at v{version.number}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <Field label="Alias" error={parsed.success || name === '' ? undefined : parsed.error.issues[0]?.message}>
            <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
          </Field>
          <ReasonField value={reason} onChange={setReason} />
          <InlineError error={change.error} />
        </div>
      </Dialog>
    </>
  )
}
