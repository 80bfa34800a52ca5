'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'
import { TagEditor } from './tag-editor'
import type { WordsSubject } from './words-subject'

interface WordsDialogProps {
  subject: WordsSubject
  onClose: () => void
}

/** Description and tags. The description is saved as a whole, by whoever saw its latest state; tags one by one. */
export function WordsDialog({ subject, onClose }: WordsDialogProps) {
  const [begun] = useState(subject)
  const [text, setText] = useState(subject.description)
  const change = useChange({
    room: 'registry',
    method: 'PATCH',
    path: subject.path,
    body: () => ({ description: text, revision: begun.revision }),
    output: subject.output,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title={`Describe ${subject.name}`}
      footer={
        <>
          <Button onClick={onClose}>{text === begun.description ? 'Done' : 'Cancel'}</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={text === begun.description}
            onClick={() => change.mutate(undefined)}
          >
            Save the description
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="Description" hint="Markdown, at most 5,000 characters.">
          <Textarea value={text} rows={5} maxLength={5000} onChange={(event) => setText(event.target.value)} />
        </Field>
        <InlineError error={change.error} />
        <TagEditor subject={subject} />
      </div>
    </Dialog>
  )
}
