'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { Controller, useForm } from 'react-hook-form'
import { useChange } from '@/components/api/use-change'
import { useWorkspace } from '@/components/api/workspace-context'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { useEnvironments } from '@/components/identity/queries'
import { useModels } from '@/components/registry/queries'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { createDeploymentInput, createDeploymentOutput } from '@/lib/rollouts/contract'
import { PATHS } from './paths'

interface CreateDeploymentDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function CreateDeploymentDialog({ open, onOpenChange }: CreateDeploymentDialogProps) {
  const workspace = useWorkspace()
  const router = useRouter()
  const models = useModels({ limit: 200 }, open)
  const environments = useEnvironments(open)
  const form = useForm({
    resolver: zodResolver(createDeploymentInput),
    defaultValues: { name: '', modelId: '', environmentId: '' },
  })
  const change = useChange({
    room: 'rollouts',
    path: PATHS.deployments,
    body: (input: object) => input,
    output: createDeploymentOutput,
    onDone: ({ deploymentId }) => router.push(`/${workspace}/deployments/${deploymentId}`),
  })
  const submit = form.handleSubmit((input) => change.mutate(input))
  const errors = form.formState.errors
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New deployment"
      description="One model, in one environment, on the agent that serves it. Nothing is served until a version is promoted."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button tone="primary" busy={change.isPending} onClick={() => void submit()}>
            Create deployment
          </Button>
        </>
      }
    >
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field label="Name" hint="Lower-case letters, digits and hyphens." error={errors.name?.message}>
          <Input {...form.register('name')} autoComplete="off" placeholder="census-income" />
        </Field>
        <Field label="Model" error={errors.modelId && 'Choose a model.'}>
          <Controller
            control={form.control}
            name="modelId"
            render={({ field }) => (
              <Select
                label="Model"
                value={field.value}
                onValueChange={field.onChange}
                options={(models.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
              />
            )}
          />
        </Field>
        <Field label="Environment" error={errors.environmentId && 'Choose an environment.'}>
          <Controller
            control={form.control}
            name="environmentId"
            render={({ field }) => (
              <Select
                label="Environment"
                value={field.value}
                onValueChange={field.onChange}
                options={(environments.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
              />
            )}
          />
        </Field>
        <InlineError error={change.error} />
      </form>
    </Dialog>
  )
}
