'use client'
import { useState } from 'react'
import type { z } from 'zod'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { useModels } from '@/components/registry/queries'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { registeredRun } from '@/lib/registry/tracking/console-contract'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { likelyModel, type RegisterSource } from './register-sources'
import { RegisterState } from './register-state'

const NEW = 'new'

interface RegisterRunDialogProps {
  run: RunDetail
  sources: readonly RegisterSource[]
  onClose: () => void
}

/** Everything is filled in already where it can be guessed: one click registers. Then it stays open until intake has looked. */
export function RegisterRunDialog({ run, sources, onClose }: RegisterRunDialogProps) {
  const models = useModels({ limit: 200, sort: 'name' })
  const known = models.data?.items ?? []
  const [asked, setAsked] = useState<string | null>(null)
  const [name, setName] = useState(run.experimentName)
  const [from, setFrom] = useState(sources[0]?.value ?? '')
  const [description, setDescription] = useState(`From run ${run.name}.`)
  const [made, setMade] = useState<z.output<typeof registeredRun> | null>(null)
  const model = asked ?? (likelyModel(run, known) || NEW)
  const source = sources.find((one) => one.value === from)?.source
  const change = useChange({
    room: 'registry',
    path: `/api/v1/registry/runs/${run.runId}/versions`,
    body: () => ({ model: model === NEW ? { name: name.trim() } : { id: model }, source, description }),
    output: registeredRun,
    onDone: setMade,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title={`Register a version from ${run.name}`}
      description="The version seals the files as they are now, with the run's params and metrics. Intake reads them as data; nothing is run."
      footer={
        made ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={models.isPending || source === undefined || (model === NEW && name.trim() === '')}
              onClick={() => change.mutate(undefined)}
            >
              Register
            </Button>
          </>
        )
      }
    >
      {made ? (
        <RegisterState made={made} />
      ) : (
        <div className="grid gap-4">
          <Field label="Model">
            <Select
              label="Model"
              value={model}
              onValueChange={setAsked}
              options={[
                { value: NEW, label: 'New model' },
                ...known.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
          </Field>
          {model === NEW ? (
            <Field label="Name of the new model">
              <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            </Field>
          ) : null}
          <Field label="From">
            <Select
              label="From"
              value={from}
              onValueChange={setFrom}
              options={sources.map(({ value, label }) => ({ value, label }))}
            />
          </Field>
          <Field label="Description">
            <Textarea rows={2} value={description} onChange={(event) => setDescription(event.target.value)} />
          </Field>
          <InlineError error={change.error} />
        </div>
      )}
    </Dialog>
  )
}
