import type { ChangeRequestDetail } from '@/lib/approvals/contract'

/** Who must agree, whether the reader may, and if not, why. */
export function Deciders({ request }: { request: ChangeRequestDetail }) {
  const names = request.deciders.map((person) => person.name).join(', ')
  if (request.state !== 'IN_REVIEW')
    return <p className="text-muted">{request.closedBecause ?? 'This request is decided.'}</p>
  return (
    <div className="grid gap-1">
      <p>One approver who is not the requester must agree.</p>
      <p>
        {request.mayDecide ? (
          <strong>You may decide it.</strong>
        ) : (
          <span className="text-muted">{request.whyNot ?? 'You may not decide it.'}</span>
        )}
      </p>
      <p className="text-muted">
        {names === ''
          ? 'Nobody in this workspace may decide it now. A security admin can give someone the role approver.'
          : `May decide now: ${names}.`}
      </p>
    </div>
  )
}
