'use client'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type VersionDetail, versionOutput } from '@/lib/registry/contract'
import { QUARANTINE_WORDS, releaseRefusal } from './quarantine-words'

const LEAST_REASON = 10

/** Into quarantine or out of it, whichever the version's state allows; nothing for any other state. */
export function QuarantineAction({ version }: { version: VersionDetail }) {
  const canRelease = useCan('registry:validate')
  const canQuarantine = useCan('registry:archive')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const releases = version.state === 'QUARANTINED'
  const words = QUARANTINE_WORDS[releases ? 'release' : 'quarantine']
  const change = useChange({
    room: 'registry',
    path: (action: string) => `/api/v1/registry/versions/${version.id}/${action}`,
    body: () => ({ reason: reason.trim() }),
    output: versionOutput,
    onDone: () => {
      setOpen(false)
      setReason('')
    },
  })
  if (!releases && version.state !== 'READY') return null
  const name = `${version.modelName} v${version.number}`
  return (
    <>
      <Button
        icon={releases ? <ShieldCheck aria-hidden /> : <ShieldAlert aria-hidden />}
        refusal={releases ? (releaseRefusal(version.verdict) ?? canRelease.refusal) : canQuarantine.refusal}
        onClick={() => setOpen(true)}
      >
        {words.button}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={words.title(name)}
        description={words.effect}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={reason.trim().length < LEAST_REASON}
              onClick={() => change.mutate(words.action)}
            >
              {words.button}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <ReasonField value={reason} onChange={setReason} least={LEAST_REASON} placeholder={words.placeholder} />
          <InlineError error={change.error} />
        </div>
      </Dialog>
    </>
  )
}
