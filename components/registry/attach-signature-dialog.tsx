'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { CopyCommand } from '@/components/ui/copy-command'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { signing } from '@/lib/registry/provenance-contract'

interface AttachSignatureDialogProps {
  versionId: string
  manifestDigest: string
  onClose: () => void
}

const KINDS = [
  { value: 'ed25519', label: 'Ed25519 key' },
  { value: 'sigstore', label: 'Sigstore bundle' },
]

export function AttachSignatureDialog({ versionId, manifestDigest, onClose }: AttachSignatureDialogProps) {
  const [kind, setKind] = useState('ed25519')
  const [signature, setSignature] = useState('')
  const [publicKey, setPublicKey] = useState('')
  const [bundle, setBundle] = useState('')
  const plain = kind === 'ed25519'
  const change = useChange({
    room: 'registry',
    path: `/api/v1/registry/versions/${versionId}/signatures`,
    body: () => (plain ? { kind, signature: signature.trim(), publicKey } : { kind, bundle }),
    output: signing,
    onDone: onClose,
  })
  const write = `printf %s ${manifestDigest} > digest.txt`
  const command = plain
    ? `${write} && openssl pkeyutl -sign -rawin -inkey key.pem -in digest.txt | base64 -w0`
    : `${write} && cosign sign-blob --bundle bundle.json digest.txt`
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title="Add a signature"
      description="Sign the manifest digest where your key lives, and hand in the result. It is checked before it is kept."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={plain ? signature === '' || publicKey === '' : bundle === ''}
            onClick={() => change.mutate(undefined)}
          >
            Check and keep
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Select label="Kind of signature" options={KINDS} value={kind} onValueChange={setKind} />
        <CopyCommand command={command} />
        {plain ? (
          <>
            <Field label="Signature" hint="Base64 of 64 bytes.">
              <Input value={signature} autoComplete="off" onChange={(event) => setSignature(event.target.value)} />
            </Field>
            <Field label="Public key" hint="PEM. It says whose signature this is; trust is given in the settings.">
              <Textarea rows={4} value={publicKey} onChange={(event) => setPublicKey(event.target.value)} />
            </Field>
          </>
        ) : (
          <Field label="Bundle" hint="JSON of version 0.3.">
            <Textarea rows={6} value={bundle} onChange={(event) => setBundle(event.target.value)} />
          </Field>
        )}
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
