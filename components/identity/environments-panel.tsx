'use client'
import { useState } from 'react'
import { z } from 'zod'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { InlineError } from '@/components/feedback/inline-error'
import { QueryView } from '@/components/feedback/query-view'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Section } from '@/components/ui/section'
import type { EnvironmentView } from '@/lib/identity/contract'
import { useEnvironments } from './queries'

const POLICY = {
  'four-eyes': 'four eyes: an approver who is not the requester',
  solo: 'solo: one person can change it',
}

export function EnvironmentsPanel() {
  const query = useEnvironments()
  const can = useCan('identity:manage-environments')
  const [changing, setChanging] = useState<EnvironmentView | null>(null)
  const [reason, setReason] = useState('')
  const next = changing?.policy === 'solo' ? 'four-eyes' : 'solo'
  const change = useChange({
    room: 'identity',
    method: 'PATCH',
    path: (id: string) => `/api/v1/identity/environments/${id}`,
    body: () => ({ policy: next, reason }),
    output: z.unknown(),
    onDone: () => setChanging(null),
  })
  const columns: readonly Column<EnvironmentView>[] = [
    { id: 'name', header: 'Environment', cell: (one) => <span className="font-medium">{one.name}</span> },
    { id: 'kind', header: 'Kind', cell: (one) => one.kind },
    { id: 'policy', header: 'Changes need', cell: (one) => POLICY[one.policy] },
  ]
  return (
    <Section title="Environments" description="Where deployments live, and what a change there needs.">
      <QueryView query={query} permission="identity:read-members" what="the environments">
        {(page) => (
          <DataTable
            label="Environments"
            rows={page.items}
            columns={columns}
            rowId={(one) => one.id}
            act={(one) => (
              <Button size="sm" refusal={can.refusal} onClick={() => setChanging(one)}>
                Change policy
              </Button>
            )}
            phone={(one) => (
              <span className="grid">
                <span className="font-medium">{one.name}</span>
                <span className="text-xs text-muted">{POLICY[one.policy]}</span>
              </span>
            )}
          />
        )}
      </QueryView>
      <Dialog
        open={changing !== null}
        onOpenChange={(open) => !open && setChanging(null)}
        title={`Policy of ${changing?.name ?? ''}`}
        description={`From “${POLICY[changing?.policy ?? 'solo']}” to “${POLICY[next]}”.`}
        footer={
          <>
            <Button onClick={() => setChanging(null)}>Cancel</Button>
            <Button
              tone="primary"
              busy={change.isPending}
              disabled={reason.trim() === ''}
              onClick={() => changing && change.mutate(changing.id)}
            >
              {next === 'four-eyes' ? 'Require an approver' : 'Let one person change it'}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <ReasonField value={reason} onChange={setReason} />
          <InlineError error={change.error} />
        </div>
      </Dialog>
    </Section>
  )
}
