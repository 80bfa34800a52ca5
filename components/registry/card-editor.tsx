'use client'
import type { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { useDraft } from '@/components/forms/use-draft'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/textarea'
import { cardTemplate, missingSections } from './card-template'
import { CardText } from './card-text'

export interface CardSubject {
  /** Address of the model or version that the card belongs to. */
  path: string
  name: string
  card: string
  revision: number
  output: z.ZodType
}

/** Text on the left, what readers will see on the right. Saving names the revision that was edited, so nobody's words are lost; a change that came in between is refused. */
export function CardEditor({ subject, onDone }: { subject: CardSubject; onDone: () => void }) {
  const {
    text: card,
    revision,
    write,
    drop,
  } = useDraft(subject.path, { text: subject.card, revision: subject.revision })
  const close = () => {
    drop()
    onDone()
  }
  const change = useChange({
    room: 'registry',
    method: 'PATCH',
    path: subject.path,
    body: () => ({ revision, card }),
    output: subject.output,
    onDone: close,
  })
  const missing = missingSections(card)
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Field
          label="Card"
          hint={
            missing.length === 0
              ? 'Markdown; `license:` in the front matter is read as the licence.'
              : `Not yet written about: ${missing.join(', ')}.`
          }
        >
          <Textarea
            rows={24}
            value={card}
            maxLength={100_000}
            className="font-mono text-xs"
            onChange={(event) => write(event.target.value)}
          />
        </Field>
        <section aria-label="Preview" className="min-w-0">
          <h3 className="pb-1 text-sm font-medium">Preview</h3>
          <div className="rounded-sm border p-3">
            {card.trim() === '' ? <p className="text-muted">Nothing yet.</p> : <CardText card={card} />}
          </div>
        </section>
      </div>
      <InlineError error={change.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          tone="primary"
          busy={change.isPending}
          disabled={card === subject.card}
          onClick={() => change.mutate(undefined)}
        >
          Save the card
        </Button>
        <Button onClick={close}>Cancel</Button>
        {card.trim() === '' ? (
          <Button onClick={() => write(cardTemplate(subject.name))}>Use the template</Button>
        ) : null}
      </div>
    </div>
  )
}
