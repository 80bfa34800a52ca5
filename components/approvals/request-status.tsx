'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { StatusBadge } from '@/components/ui/badge'
import { TimeText } from '@/components/ui/time-text'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'

/** State and age of a request, and what it is about. */
export function RequestStatus({ request }: { request: ChangeRequestDetail }) {
  const workspace = useWorkspace()
  return (
    <>
      <StatusBadge state={request.state} />
      <span>
        asked <TimeText at={request.createdAt} ago />
      </span>
      {request.expiresAt && request.state === 'IN_REVIEW' ? (
        <span>
          ends <TimeText at={request.expiresAt} ago />
        </span>
      ) : null}
      {request.deploymentId ? (
        <Link href={`/${workspace}/deployments/${request.deploymentId}`} className="text-link hover:underline">
          the deployment
        </Link>
      ) : null}
      {typeof request.evidence['rolloutId'] === 'string' ? (
        <Link href={`/${workspace}/rollouts/${request.evidence['rolloutId']}`} className="text-link hover:underline">
          the rollout
        </Link>
      ) : null}
    </>
  )
}
