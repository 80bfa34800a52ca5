import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'

export function VoteList({ votes }: { votes: ChangeRequestDetail['votes'] }) {
  if (votes.length === 0) return <p className="text-muted">Nobody has voted yet.</p>
  return (
    <ul className="grid gap-2">
      {votes.map((vote) => (
        <li key={`${vote.userId}-${vote.cycle}`}>
          <StatusLine state={vote.decision === 'approve' ? 'APPROVED' : 'REJECTED'}>
            {vote.userName} {vote.decision === 'approve' ? 'approved' : 'rejected'}
          </StatusLine>
          <span className="block text-xs text-muted">
            <TimeText at={vote.signedAt} />, meaning: {vote.meaning}
          </span>
          {vote.reason ? <span className="block">{vote.reason}</span> : null}
        </li>
      ))}
    </ul>
  )
}
