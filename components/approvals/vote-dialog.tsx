'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { CopyableId } from '@/components/ui/copyable-id'
import { Dialog } from '@/components/ui/dialog'
import { type ChangeRequestDetail, stateOutput } from '@/lib/approvals/contract'
import { requestPath } from './queries'

interface VoteDialogProps {
  request: ChangeRequestDetail
  decision: 'approve' | 'reject'
  onClose: () => void
}

const MIN_REASON = 10

/** Names what the signature means and shows the digest that is signed. */
export function VoteDialog({ request, decision, onClose }: VoteDialogProps) {
  const [reason, setReason] = useState('')
  // What is signed is what was on screen when the dialog opened, not what a refresh brought since.
  const [seen] = useState({ cycle: request.cycle, approvalDigest: request.approvalDigest })
  const change = useChange({
    room: 'approvals',
    path: () => `${requestPath(request.id)}/votes`,
    body: () => ({ decision, ...seen, reason: reason.trim() === '' ? undefined : reason }),
    output: stateOutput,
    onDone: onClose,
  })
  const approve = decision === 'approve'
  const short = !approve && reason.trim().length < MIN_REASON
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={approve ? `Approve request ${request.number}` : `Reject request ${request.number}`}
      description={
        approve
          ? 'Your signature means: I have looked at the change and its evidence and agree that it is carried out.'
          : 'Rejecting is final for this request, whatever others say.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone={approve ? 'primary' : 'harm'}
            busy={change.isPending}
            disabled={short}
            onClick={() => change.mutate(undefined)}
          >
            {approve ? 'Approve' : 'Reject'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-base font-medium">{request.title}</p>
        <ReasonField
          value={reason}
          onChange={setReason}
          label={approve ? 'Reason (optional)' : `Reason (at least ${MIN_REASON} characters)`}
        />
        <p className="text-xs text-muted">
          Signed: <CopyableId id={seen.approvalDigest} what="approval digest" full />
        </p>
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
