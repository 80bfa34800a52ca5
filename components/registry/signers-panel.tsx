'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { InlineError } from '@/components/feedback/inline-error'
import { QueryView } from '@/components/feedback/query-view'
import { Button } from '@/components/ui/button'
import { CopyableId } from '@/components/ui/copyable-id'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import { type SignerView, signer } from '@/lib/registry/provenance-contract'
import { TrustSignerDialog } from './trust-signer-dialog'
import { useSigners } from './use-provenance'

function Who({ one }: { one: SignerView }) {
  return one.kind === 'ed25519' ? (
    <CopyableId id={one.fingerprint} what="fingerprint" />
  ) : (
    <span className="break-all">
      {one.identity} <span className="text-muted">by {one.issuer}</span>
    </span>
  )
}

/** Whose signatures over model versions count as trusted here. */
export function SignersPanel() {
  const query = useSigners()
  const [adding, setAdding] = useState(false)
  const remove = useChange({
    room: 'registry',
    method: 'DELETE',
    path: (id: string) => `/api/v1/registry/signers/${id}`,
    body: () => undefined,
    output: signer,
  })
  const add = (
    <Button size="sm" onClick={() => setAdding(true)}>
      Trust a signer
    </Button>
  )
  const columns: readonly Column<SignerView>[] = [
    { id: 'name', header: 'Signer', cell: (one) => <span className="font-medium">{one.name}</span> },
    { id: 'kind', header: 'Kind', cell: (one) => (one.kind === 'sigstore' ? 'Sigstore identity' : 'Ed25519 key') },
    { id: 'who', header: 'Trusted is', cell: (one) => <Who one={one} /> },
    {
      id: 'by',
      header: 'Added',
      cell: (one) => (
        <span>
          {one.addedByName}, <TimeText at={one.addedAt} ago />
        </span>
      ),
    },
  ]
  return (
    <Section
      title="Trusted signers"
      description="Keys and Sigstore identities whose signatures over a version's manifest digest are trusted in this workspace."
      actions={add}
    >
      <QueryView query={query} permission="registry:administer" what="the trusted signers">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              title="Nobody is trusted yet"
              text="Every signature is a stranger's until its key or identity is trusted here."
              action={add}
            />
          ) : (
            <DataTable
              label="Trusted signers"
              rows={page.items}
              columns={columns}
              rowId={(one) => one.id}
              act={(one) => (
                <Button
                  size="sm"
                  busy={remove.isPending && remove.variables === one.id}
                  aria-label={`Stop trusting ${one.name}`}
                  onClick={() => remove.mutate(one.id)}
                >
                  Stop trusting
                </Button>
              )}
              phone={(one) => (
                <span className="grid gap-1">
                  <span className="font-medium">{one.name}</span>
                  <span className="text-xs">
                    <Who one={one} />
                  </span>
                </span>
              )}
            />
          )
        }
      </QueryView>
      <InlineError error={remove.error} />
      {adding ? <TrustSignerDialog onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}
