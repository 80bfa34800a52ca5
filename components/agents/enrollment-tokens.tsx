'use client'
import type { z } from 'zod'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { enrollmentTokenItem } from '@/lib/agents/contract'
import { useEnrollmentTokens } from './queries'

type Token = z.output<typeof enrollmentTokenItem>
const LOOK = {
  WAITING: ['PENDING', 'Waits for its agent'],
  USED: ['DONE', 'Used'],
  EXPIRED: ['EXPIRED', 'Expired'],
} as const
const columns: readonly Column<Token>[] = [
  { id: 'agent', header: 'For agent', cell: (one) => one.agentName },
  {
    id: 'state',
    header: 'State',
    cell: (one) => <StatusLine state={LOOK[one.state][0]}>{LOOK[one.state][1]}</StatusLine>,
  },
  { id: 'created', header: 'Created', cell: (one) => <TimeText at={one.createdAt} ago /> },
  { id: 'expires', header: 'Ends', cell: (one) => <TimeText at={one.expiresAt} ago /> },
]

export function EnrollmentTokens() {
  const query = useEnrollmentTokens(true)
  if (!query.data || query.data.items.length === 0) return null
  return (
    <div className="mt-8">
      <Section title="Enrolment tokens">
        <DataTable
          label="Enrolment tokens"
          rows={query.data.items}
          columns={columns}
          rowId={(one) => one.id}
          phone={(one) => (
            <span>
              {one.agentName}: {LOOK[one.state][1]}
            </span>
          )}
        />
      </Section>
    </div>
  )
}
