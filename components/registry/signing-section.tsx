'use client'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { SigningView } from '@/lib/registry/provenance-contract'
import { AttachSignatureDialog } from './attach-signature-dialog'
import { SIGNING } from './signing-words'

interface SigningSectionProps {
  version: { id: string; manifestDigest: string | null }
  signing: SigningView
}

function Row({ one }: { one: SigningView['signatures'][number] }) {
  const who = one.signer ?? one.identity ?? 'nobody known'
  return (
    <li className="grid gap-0.5 py-1.5">
      <span className="flex flex-wrap items-center gap-x-3">
        <StatusLine state={SIGNING[one.verdict].state}>{SIGNING[one.verdict].word}</StatusLine>
        <span className="font-medium break-all">{who}</span>
        <span className="text-muted">
          {one.kind === 'sigstore' ? 'Sigstore' : 'Ed25519'}
          {one.issuer ? `, issuer ${one.issuer}` : ''}
          {one.logged ? ', in the transparency log' : ''}
        </span>
      </span>
      <span className="text-xs text-muted">
        {one.detail} Handed in by {one.addedByName}, <TimeText at={one.addedAt} />.
      </span>
    </li>
  )
}

export function SigningSection({ version, signing }: SigningSectionProps) {
  const can = useCan('registry:write')
  const [open, setOpen] = useState(false)
  return (
    <Section
      title="Signing"
      actions={
        <Button
          size="sm"
          refusal={version.manifestDigest === null ? 'Its digest is known once it is submitted.' : can.refusal}
          onClick={() => setOpen(true)}
        >
          Add a signature
        </Button>
      }
    >
      <p>
        <StatusLine state={SIGNING[signing.verdict].state}>{SIGNING[signing.verdict].sentence}</StatusLine>
      </p>
      {signing.signatures.length > 0 ? (
        <ul aria-label="Signatures" className="mt-2 divide-y border-y">
          {signing.signatures.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      ) : null}
      {open && version.manifestDigest !== null ? (
        <AttachSignatureDialog
          versionId={version.id}
          manifestDigest={version.manifestDigest}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Section>
  )
}
