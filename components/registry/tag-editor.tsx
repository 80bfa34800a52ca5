'use client'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { tagKey, tagOutput } from '@/lib/registry/contract'
import type { WordsSubject } from './words-subject'

interface Tag {
  key: string
  value: string
}

function problemOf(key: string): string | undefined {
  return key === '' ? undefined : tagKey.safeParse(key).error?.issues[0]?.message
}

/** Tags of a model or version: each is set or removed at once. A key that is there already gets the new value. */
export function TagEditor({ subject }: { subject: WordsSubject }) {
  const [tag, setTag] = useState<Tag>({ key: '', value: '' })
  const set = useChange({
    room: 'registry',
    method: 'PUT',
    path: `${subject.path}/tags`,
    body: (sent: Tag) => sent,
    output: tagOutput,
    onDone: () => setTag({ key: '', value: '' }),
  })
  const remove = useChange({
    room: 'registry',
    method: 'DELETE',
    path: (key: string) => `${subject.path}/tags/${encodeURIComponent(key)}`,
    body: () => undefined,
    output: tagOutput,
  })
  const problem = problemOf(tag.key)
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">Tags</legend>
      {Object.entries(subject.tags).map(([key, value]) => (
        <div key={key} className="flex items-start justify-between gap-3 text-sm">
          <span className="min-w-0 pt-1 [overflow-wrap:anywhere]">
            <span className="text-muted">{key}</span> {value}
          </span>
          <Button
            aria-label={`Remove the tag ${key}`}
            icon={<Trash2 aria-hidden />}
            busy={remove.isPending && remove.variables === key}
            onClick={() => remove.mutate(key)}
          />
        </div>
      ))}
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_1fr_auto]">
        <Field label="Key" error={problem}>
          <Input
            value={tag.key}
            maxLength={250}
            autoComplete="off"
            onChange={(event) => setTag({ ...tag, key: event.target.value })}
          />
        </Field>
        <Field label="Value">
          <Input
            value={tag.value}
            autoComplete="off"
            onChange={(event) => setTag({ ...tag, value: event.target.value })}
          />
        </Field>
        <Button
          className="sm:mt-6"
          busy={set.isPending}
          disabled={tag.key === '' || problem !== undefined}
          onClick={() => set.mutate(tag)}
        >
          {tag.key in subject.tags ? 'Change the tag' : 'Add the tag'}
        </Button>
      </div>
      <InlineError error={set.error ?? remove.error} />
    </fieldset>
  )
}
