'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { importSource } from '@/lib/registry/import-source-contract'
import { checkImportForm, EMPTY_FORM, IMPORT_KINDS, type ImportForm, type ImportKind } from './import-source-form'
import { IMPORT_SOURCES_PATH } from './use-import-sources'

const SECRET_HINT = 'Sealed before it is stored, and never shown again.'

export function AddImportSourceDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState<ImportForm>(EMPTY_FORM)
  const [tried, setTried] = useState(false)
  const checked = checkImportForm(form)
  const problems = tried && !checked.ok ? checked.problems : {}
  const change = useChange({
    room: 'registry',
    path: IMPORT_SOURCES_PATH,
    body: () => (checked.ok ? checked.input : {}),
    output: importSource,
    onDone: onClose,
  })
  const add = () => {
    setTried(true)
    if (checked.ok) change.mutate(undefined)
  }
  const kind = IMPORT_KINDS.find((one) => one.value === form.kind)
  const text = (field: Exclude<keyof ImportForm, 'kind'>) => ({
    value: form[field],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value }),
  })
  const isWeb = form.kind === 'web'
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title="Add an import source"
      description="Versions may be registered from addresses at and below it. Their files are copied and checked like uploads."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={change.isPending} onClick={add}>
            Add the source
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="Where the files are">
          <Select
            label="Where the files are"
            options={IMPORT_KINDS}
            value={form.kind}
            onValueChange={(next) => setForm({ ...form, kind: next as ImportKind })}
          />
        </Field>
        <Field
          label="Address"
          hint="The bucket and folder, or server and folder, that sources begin with."
          error={problems.address}
        >
          <Input {...text('address')} placeholder={kind?.example} />
        </Field>
        {form.kind === 's3' ? (
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label="Region" hint="us-east-1 if left empty." error={problems.region}>
              <Input {...text('region')} placeholder="eu-central-1" />
            </Field>
            <Field label="Endpoint" hint="Only for another store than Amazon’s." error={problems.endpoint}>
              <Input {...text('endpoint')} placeholder="https://store.example" />
            </Field>
          </div>
        ) : null}
        {isWeb ? null : (
          <Field
            label={form.kind === 'gs' ? 'HMAC access key' : 'Access key'}
            hint="It needs to list and read this folder, and nothing else."
            error={problems.accessKeyId}
          >
            <Input {...text('accessKeyId')} />
          </Field>
        )}
        <Field
          label={isWeb ? 'Token (if the server asks for one)' : 'Secret of the key'}
          hint={isWeb ? `Sent as Authorization: Bearer. ${SECRET_HINT}` : SECRET_HINT}
          error={problems.secret}
        >
          <Input {...text('secret')} type="password" autoComplete="new-password" />
        </Field>
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
