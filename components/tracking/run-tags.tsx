'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { ValueList } from '@/components/ui/value-list'
import { type RunDetail, run as runView } from '@/lib/registry/tracking/run-contract'

interface Edit {
  setTags?: { key: string; value: string }[]
  removeTags?: string[]
}

/** Tags of people, to edit; what programs keep under `mlflow.` is shown below as it is. */
export function RunTags({ run }: { run: RunDetail }) {
  const can = useCan('registry:write')
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const change = useChange({
    room: 'registry',
    method: 'PATCH',
    path: `/api/v1/registry/runs/${run.runId}`,
    body: (edit: Edit) => edit,
    output: runView,
    onDone: () => {
      setKey('')
      setValue('')
    },
  })
  const refusal = run.lifecycle === 'deleted' ? 'Restore the run first.' : can.refusal
  const own = run.tags.filter((tag) => !tag.key.startsWith('mlflow.'))
  const program = run.tags.filter((tag) => tag.key.startsWith('mlflow.'))
  return (
    <div className="grid gap-8">
      <Section title="Tags">
        <div className="grid gap-3">
          {own.length === 0 ? <p className="text-muted">No tag yet.</p> : null}
          <ul className="flex flex-wrap gap-2">
            {own.map((tag) => (
              <li key={tag.key} className="inline-flex min-h-8 items-center gap-1 rounded-sm border pl-2">
                <span className="text-muted">{tag.key}</span>
                <span className="break-all">{tag.value}</span>
                <button
                  type="button"
                  aria-label={`Remove the tag ${tag.key}`}
                  disabled={refusal !== null || change.isPending}
                  onClick={() => change.mutate({ removeTags: [tag.key] })}
                  className="grid size-7 place-items-center rounded-sm text-muted hover:bg-hover disabled:opacity-55"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
          <form
            className="flex flex-wrap items-center gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              if (refusal === null && key.trim() !== '') change.mutate({ setTags: [{ key: key.trim(), value }] })
            }}
          >
            <Input
              aria-label="Key"
              placeholder="key"
              className="w-40!"
              maxLength={250}
              value={key}
              onChange={(event) => setKey(event.target.value)}
            />
            <Input
              aria-label="Value"
              placeholder="value"
              className="w-64! max-w-full"
              maxLength={8000}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
            <Button type="submit" refusal={refusal} busy={change.isPending} disabled={key.trim() === ''}>
              Set tag
            </Button>
          </form>
          <InlineError error={change.error} />
        </div>
      </Section>
      <Section title="Set by programs" description="Tags that begin with mlflow. are shown, not edited.">
        <ValueList label="Tag" rows={program} empty="None." />
      </Section>
    </div>
  )
}
