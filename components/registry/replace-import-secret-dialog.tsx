'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { type ImportSourceView, importSource } from '@/lib/registry/import-source-contract'
import { IMPORT_SOURCES_PATH } from './use-import-sources'

interface ReplaceImportSecretDialogProps {
  source: ImportSourceView
  onClose: () => void
}

export function ReplaceImportSecretDialog({ source, onClose }: ReplaceImportSecretDialogProps) {
  const isBucket = source.accessKeyId !== null
  const [accessKeyId, setAccessKeyId] = useState(source.accessKeyId ?? '')
  const [secret, setSecret] = useState('')
  const change = useChange({
    room: 'registry',
    method: 'PUT',
    path: `${IMPORT_SOURCES_PATH}/${source.id}/secret`,
    body: () => ({ secret: secret.trim(), ...(isBucket ? { accessKeyId: accessKeyId.trim() } : {}) }),
    output: importSource,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title="Replace the secret"
      description={`Copies from ${source.address} that begin from now on use the new one.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={secret.trim() === '' || (isBucket && accessKeyId.trim() === '')}
            onClick={() => change.mutate(undefined)}
          >
            Replace the secret
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {isBucket ? (
          <Field label="Access key">
            <Input value={accessKeyId} autoComplete="off" onChange={(event) => setAccessKeyId(event.target.value)} />
          </Field>
        ) : null}
        <Field
          label={isBucket ? 'Secret of the key' : 'Token'}
          hint="Sealed before it is stored, and never shown again."
        >
          <Input
            type="password"
            value={secret}
            autoComplete="new-password"
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
