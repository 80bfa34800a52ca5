'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { Controller, useForm } from 'react-hook-form'
import { useChange } from '@/components/api/use-change'
import { useWorkspace } from '@/components/api/workspace-context'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { createModelInput, modelOutput } from '@/lib/registry/contract'

const IMPORTANCE = ['low', 'medium', 'high', 'critical'].map((value) => ({ value, label: value }))

export function CreateModelDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const workspace = useWorkspace()
  const router = useRouter()
  const form = useForm({
    resolver: zodResolver(createModelInput),
    defaultValues: { name: '', description: '', importance: 'medium' as const },
  })
  const change = useChange({
    room: 'registry',
    path: '/api/v1/registry/models',
    body: (input: object) => input,
    output: modelOutput,
    onDone: (model) => router.push(`/${workspace}/models/${model.id}`),
  })
  const submit = form.handleSubmit(
    (input) => change.mutate(input),
    () => change.reset(),
  )
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New model"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button tone="primary" busy={change.isPending} onClick={() => void submit()}>
            Create model
          </Button>
        </>
      }
    >
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field label="Name" error={form.formState.errors.name?.message}>
          <Input {...form.register('name')} autoComplete="off" placeholder="credit-risk" />
        </Field>
        <Field label="Description" error={form.formState.errors.description?.message}>
          <Textarea {...form.register('description')} rows={2} />
        </Field>
        <Field
          label="Importance"
          hint="How much harm a wrong answer does. It decides how much approval a change needs."
        >
          <Controller
            control={form.control}
            name="importance"
            render={({ field }) => (
              <Select
                label="Importance"
                value={field.value ?? 'medium'}
                onValueChange={field.onChange}
                options={IMPORTANCE}
              />
            )}
          />
        </Field>
        <InlineError error={change.error} />
      </form>
    </Dialog>
  )
}
