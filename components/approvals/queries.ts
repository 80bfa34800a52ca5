'use client'
import { useRead } from '@/components/api/use-read'
import { changeRequestDetail, changeRequestPage } from '@/lib/approvals/contract'

const PATH = '/api/v1/approvals/change-requests'

export function requestPath(changeRequestId: string): string {
  return `${PATH}/${encodeURIComponent(changeRequestId)}`
}

export function useChangeRequests(
  query: { inbox?: string; state?: string; deploymentId?: string; cursor?: string; limit?: number },
  enabled = true,
) {
  return useRead({
    key: ['approvals', 'list-change-requests'],
    path: PATH,
    query,
    output: changeRequestPage,
    everyMs: 15_000,
    enabled,
  })
}

export function useChangeRequest(changeRequestId: string) {
  return useRead({
    key: ['approvals', 'get-change-request'],
    path: requestPath(changeRequestId),
    output: changeRequestDetail,
    everyMs: 10_000,
  })
}
