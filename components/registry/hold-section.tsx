'use client'
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import type { ProvenanceView } from '@/lib/registry/provenance-contract'
import { HoldDialog } from './hold-dialog'

interface HoldSectionProps {
  versionId: string
  hold: ProvenanceView['hold']
  past: ProvenanceView['pastHolds']
}

export function HoldSection({ versionId, hold, past }: HoldSectionProps) {
  const can = useCan('registry:hold')
  const [open, setOpen] = useState(false)
  return (
    <Section
      title="Legal hold"
      description="While a version is on hold it cannot be archived, and its bytes are not collected."
      actions={
        <Button size="sm" refusal={can.refusal} onClick={() => setOpen(true)}>
          {hold ? 'Release the hold' : 'Place on hold'}
        </Button>
      }
    >
      {hold ? (
        <p className="flex flex-wrap items-center gap-x-2">
          <Lock aria-hidden className="size-4" />
          <span className="font-medium">On hold</span>
          <span>{hold.reason}</span>
          <span className="text-muted">
            {hold.placedByName}, <TimeText at={hold.placedAt} />
          </span>
        </p>
      ) : (
        <p className="text-muted">Not on hold.</p>
      )}
      {past.length > 0 ? (
        <ul aria-label="Earlier holds" className="mt-2 divide-y border-y text-sm text-muted">
          {past.map((one) => (
            <li key={one.id} className="py-1.5">
              {one.reason} ({one.placedByName}, <TimeText at={one.placedAt} />
              ); released: {one.releaseReason} ({one.releasedByName}
              {one.releasedAt ? (
                <>
                  , <TimeText at={one.releasedAt} />
                </>
              ) : null}
              )
            </li>
          ))}
        </ul>
      ) : null}
      {open ? <HoldDialog versionId={versionId} held={hold !== null} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
