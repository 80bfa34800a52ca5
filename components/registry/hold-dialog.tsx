'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { holdOutput } from '@/lib/registry/provenance-contract'

const LEAST_REASON = 3

interface HoldDialogProps {
  versionId: string
  held: boolean
  onClose: () => void
}

export function HoldDialog({ versionId, held, onClose }: HoldDialogProps) {
  const [reason, setReason] = useState('')
  const change = useChange({
    room: 'registry',
    path: `/api/v1/registry/versions/${versionId}/hold${held ? '/release' : ''}`,
    body: () => ({ reason: reason.trim() }),
    output: holdOutput,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? null : onClose())}
      title={held ? 'Release the hold' : 'Place this version on hold'}
      description={
        held
          ? 'From then on it can be archived again, and its bytes may be collected.'
          : 'It can still be deployed; it can no longer be archived, by anyone.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={reason.trim().length < LEAST_REASON}
            onClick={() => change.mutate(undefined)}
          >
            {held ? 'Release the hold' : 'Place on hold'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ReasonField
          value={reason}
          onChange={setReason}
          least={LEAST_REASON}
          placeholder="Which proceedings, complaint or duty"
        />
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
