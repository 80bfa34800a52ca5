'use client'
import { useState } from 'react'
import type { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'

interface EditDialogProps {
  what: 'experiment' | 'run'
  path: string
  output: z.ZodType
  name: string
  note: string
  onClose: () => void
}

/** Name and note of an experiment or run. */
export function EditDialog({ what, path, output, onClose, ...before }: EditDialogProps) {
  const [name, setName] = useState(before.name)
  const [note, setNote] = useState(before.note)
  const change = useChange({
    room: 'registry',
    method: 'PATCH',
    path,
    body: () => ({ name: name.trim(), note }),
    output,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title={`Edit ${before.name}`}
      description="Clients see the same name, and the note as the tag mlflow.note.content."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={name.trim() === '' || (name.trim() === before.name && note === before.note)}
            onClick={() => change.mutate(undefined)}
          >
            Save {what}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="Name">
          <Input
            value={name}
            maxLength={what === 'run' ? 250 : 500}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Note" hint="Markdown: what was tried, what was found.">
          <Textarea
            rows={6}
            value={note}
            maxLength={what === 'run' ? 8000 : 5000}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
