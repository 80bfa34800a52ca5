'use client'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { usePageKeys } from '@/components/shell/use-page-keys'
import { Button } from '@/components/ui/button'
import { type ChangeRequestDetail, stateOutput } from '@/lib/approvals/contract'
import { requestPath } from './queries'
import { VoteDialog } from './vote-dialog'

/** Reject and Approve; only the requester sees a way to withdraw it. */
export function RequestActions({ request }: { request: ChangeRequestDetail }) {
  const [voting, setVoting] = useState<'approve' | 'reject' | null>(null)
  const cancel = useChange({
    room: 'approvals',
    path: () => `${requestPath(request.id)}/cancel`,
    body: () => ({}),
    output: stateOutput,
  })
  const may = request.mayDecide
  usePageKeys({ a: may ? () => setVoting('approve') : undefined, x: may ? () => setVoting('reject') : undefined })
  const refusal = may ? null : (request.whyNot ?? 'You may not decide this request.')
  return (
    <>
      {request.mayCancel ? (
        <Button busy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          Withdraw
        </Button>
      ) : null}
      <Button icon={<X aria-hidden />} refusal={refusal} onClick={() => setVoting('reject')}>
        Reject
      </Button>
      <Button tone="primary" icon={<Check aria-hidden />} refusal={refusal} onClick={() => setVoting('approve')}>
        Approve
      </Button>
      {voting ? <VoteDialog request={request} decision={voting} onClose={() => setVoting(null)} /> : null}
    </>
  )
}
