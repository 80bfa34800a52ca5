'use client'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import type { LicenceView } from '@/lib/registry/provenance-contract'
import { LicenceDialog } from './licence-dialog'

const FROM = { person: 'set by a person', card: 'stated by the card', 'model-card': 'stated by the card of the model' }

function Words({ licence }: { licence: LicenceView }) {
  if (licence.problem !== null)
    return (
      <span className="grid gap-1">
        <StatusLine state="suspicious">“{licence.stated}” is no SPDX expression</StatusLine>
        <span className="text-muted">{licence.problem}</span>
      </span>
    )
  if (licence.expression === null) return <StatusLine state="UNKNOWN">No licence is known</StatusLine>
  return (
    <span>
      <code className="font-mono text-xs">{licence.expression}</code>{' '}
      <span className="text-muted">{licence.source ? FROM[licence.source] : ''}</span>
      {licence.deprecated.length > 0 ? (
        <span className="block text-xs text-muted">
          SPDX has retired {licence.deprecated.join(', ')}; say -only or -or-later.
        </span>
      ) : null}
    </span>
  )
}

export function LicenceSection({ versionId, licence }: { versionId: string; licence: LicenceView }) {
  const can = useCan('registry:write')
  const [open, setOpen] = useState(false)
  return (
    <Section
      title="Licence"
      actions={
        <Button size="sm" refusal={can.refusal} onClick={() => setOpen(true)}>
          Set the licence
        </Button>
      }
    >
      <Words licence={licence} />
      {open ? <LicenceDialog versionId={versionId} licence={licence} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
