'use client'
import { KeyRound } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useCan } from '@/components/api/use-can'
import { CreateTokenDialog } from '@/components/identity/create-token-dialog'
import { Button } from '@/components/ui/button'
import { CopyCommand } from '@/components/ui/copy-command'
import { Section } from '@/components/ui/section'

const PRESET = {
  name: 'notebook',
  scopes: ['registry:read', 'registry:write', 'registry:download', 'registry:move-alias'],
} as const

const EXAMPLE = `import mlflow
mlflow.set_experiment("churn")
with mlflow.start_run():
    mlflow.log_metric("auc", 0.91)
    mlflow.sklearn.log_model(model, name="model", registered_model_name="churn")`

const never = () => () => undefined

/** The address that this page was opened at: what a notebook of the same person can reach too. */
function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  )
}

const variables = (origin: string, token: string) =>
  `export MLFLOW_TRACKING_URI=${origin}\nexport MLFLOW_TRACKING_TOKEN=${token}`

/** Two variables, and everything that was written for an MLflow server works here. */
export function ConnectNotebook() {
  const origin = useOrigin()
  const can = useCan('identity:manage-own-tokens')
  const [making, setMaking] = useState(false)
  return (
    <Section
      title="Connect a notebook"
      description="Slipway answers MLflow clients from 2.20 on. Set two variables where the notebook runs; its code stays as it is."
      actions={
        <Button tone="primary" icon={<KeyRound aria-hidden />} refusal={can.refusal} onClick={() => setMaking(true)}>
          Create its token
        </Button>
      }
    >
      <ol className="grid max-w-3xl gap-3">
        <li className="grid gap-1">
          <span className="text-sm">
            1. The address, and a token that names this workspace and may register and load models:
          </span>
          <CopyCommand command={variables(origin, 'slw_…')} label="Copy the variables" />
        </li>
        <li className="grid gap-1">
          <span className="text-sm">2. Log and register as always:</span>
          <CopyCommand command={EXAMPLE} label="Copy the example" />
        </li>
        <li className="text-sm text-muted">
          3. The version is on the model's page a moment later, with its run, its files and what intake found.
        </li>
      </ol>
      <CreateTokenDialog
        open={making}
        onOpenChange={setMaking}
        preset={PRESET}
        linesWith={(token) => variables(origin, token)}
      />
    </Section>
  )
}
