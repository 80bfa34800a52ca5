'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import type { ChangeRequestSummary } from '@/lib/approvals/contract'

export function RequestLink({ request }: { request: ChangeRequestSummary }) {
  return (
    <Link href={`/${useWorkspace()}/approvals/${request.id}`} className="rounded-sm font-medium hover:underline">
      <span className="text-muted">{request.number}</span> {request.title}
    </Link>
  )
}
