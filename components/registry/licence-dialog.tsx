'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { type LicenceView, licence as licenceOutput } from '@/lib/registry/provenance-contract'

interface LicenceDialogProps {
  versionId: string
  licence: LicenceView
  onClose: () => void
}

export function LicenceDialog({ versionId, licence, onClose }: LicenceDialogProps) {
  const [text, setText] = useState(licence.expression ?? '')
  const [reason, setReason] = useState('')
  const change = useChange({
    room: 'registry',
    method: 'PUT',
    path: `/api/v1/registry/versions/${versionId}/licence`,
    body: (value: string | null) => ({ licence: value, reason: reason || undefined }),
    output: licenceOutput,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title="Licence of this version"
      description={`Now: ${licence.expression ?? 'none is known'}.`}
      footer={
        <>
          {licence.source === 'person' ? (
            <Button busy={change.isPending} onClick={() => change.mutate(null)}>
              Follow the card again
            </Button>
          ) : null}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={text.trim() === ''}
            onClick={() => change.mutate(text.trim())}
          >
            Set the licence
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field
          label="SPDX expression"
          hint="Ids of spdx.org/licenses, joined by AND, OR, WITH. LicenseRef-NAME stands for a text of your own."
        >
          <Input
            value={text}
            autoComplete="off"
            placeholder="Apache-2.0"
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <ReasonField value={reason} onChange={setReason} />
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
