'use client'
import { useCan } from '@/components/api/use-can'
import { useRead } from '@/components/api/use-read'
import { waitingCount } from './waiting-count'

/** How many approval requests wait for this very person; null when unknown. */
export function useWaitingCount(): number | null {
  const { allowed } = useCan('approvals:vote')
  const read = useRead({
    key: ['approvals', 'waiting'],
    path: '/api/v1/approvals/change-requests',
    query: { inbox: 'mine-to-decide', limit: 50 },
    output: waitingCount,
    enabled: allowed,
  })
  return read.data ?? null
}
