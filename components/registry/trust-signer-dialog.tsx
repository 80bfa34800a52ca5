'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { signer } from '@/lib/registry/provenance-contract'

const KINDS = [
  { value: 'ed25519', label: 'Ed25519 key' },
  { value: 'sigstore', label: 'Sigstore identity' },
]

export function TrustSignerDialog({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState('ed25519')
  const [form, setForm] = useState({ name: '', publicKey: '', identity: '', issuer: '' })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const { name, publicKey, identity, issuer } = form
  const plain = kind === 'ed25519'
  const change = useChange({
    room: 'registry',
    path: '/api/v1/registry/signers',
    body: () => (plain ? { kind, name, publicKey } : { kind, name, identity, issuer }),
    output: signer,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title="Trust a signer"
      description="Their signatures count as trusted from now on, also those that were handed in before."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={name.trim() === '' || (plain ? publicKey === '' : identity === '' || issuer === '')}
            onClick={() => change.mutate(undefined)}
          >
            Trust {name || 'them'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Select label="What is trusted" options={KINDS} value={kind} onValueChange={setKind} />
        <Field label="Name" hint="Shown beside their signatures.">
          <Input value={name} autoComplete="off" onChange={(event) => set({ name: event.target.value })} />
        </Field>
        {plain ? (
          <Field label="Public key" hint="PEM, beginning with -----BEGIN PUBLIC KEY-----. Never a private one.">
            <Textarea rows={4} value={publicKey} onChange={(event) => set({ publicKey: event.target.value })} />
          </Field>
        ) : (
          <>
            <Field label="Identity" hint="Exactly as the certificate names it: an address, or the URI of a workflow.">
              <Input value={identity} autoComplete="off" onChange={(event) => set({ identity: event.target.value })} />
            </Field>
            <Field label="Issuer" hint="Who vouches for the identity.">
              <Input
                value={issuer}
                autoComplete="off"
                placeholder="https://token.actions.githubusercontent.com"
                onChange={(event) => set({ issuer: event.target.value })}
              />
            </Field>
          </>
        )}
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
