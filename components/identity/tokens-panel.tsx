'use client'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { InlineError } from '@/components/feedback/inline-error'
import { QueryView } from '@/components/feedback/query-view'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { ApiTokenView } from '@/lib/identity/contract'
import { CreateTokenDialog } from './create-token-dialog'
import { useTokens } from './queries'

export function TokensPanel() {
  const query = useTokens()
  const can = useCan('identity:manage-own-tokens')
  const [creating, setCreating] = useState(false)
  const revoke = useChange({
    room: 'identity',
    method: 'DELETE',
    path: (id: string) => `/api/v1/identity/tokens/${id}`,
    body: () => ({}),
    output: z.unknown(),
  })
  const columns: readonly Column<ApiTokenView>[] = [
    { id: 'name', header: 'Token', cell: (one) => <span className="font-medium">{one.name}</span> },
    { id: 'hint', header: 'Begins with', cell: (one) => <code className="font-mono text-xs">{one.hint}</code> },
    { id: 'owner', header: 'Owner', cell: (one) => one.owner.name },
    {
      id: 'scopes',
      header: 'May',
      width: 'max-w-72',
      cell: (one) => (
        <span className="line-clamp-1" title={one.scopes.join(', ')}>
          {one.scopes.join(', ')}
        </span>
      ),
    },
    {
      id: 'state',
      header: 'State',
      cell: (one) =>
        one.revokedAt ? (
          <StatusLine state="REVOKED" />
        ) : (
          <span>
            ends <TimeText at={one.expiresAt} ago />
          </span>
        ),
    },
    {
      id: 'used',
      header: 'Last used',
      cell: (one) =>
        one.lastUsedAt ? <TimeText at={one.lastUsedAt} ago /> : <span className="text-faint">never</span>,
    },
  ]
  const create = (
    <Button tone="primary" icon={<KeyRound aria-hidden />} refusal={can.refusal} onClick={() => setCreating(true)}>
      Create a token
    </Button>
  )
  return (
    <Section
      title="API tokens"
      description="For pipelines and scripts. A token never holds more than its owner does at the moment of use."
      actions={create}
    >
      <InlineError error={revoke.error} />
      <QueryView query={query} permission="identity:manage-own-tokens" what="your tokens">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              title="No token yet"
              text="A pipeline needs one to register versions or to send labels."
              icon={KeyRound}
              action={create}
            />
          ) : (
            <DataTable
              label="API tokens"
              rows={page.items}
              columns={columns}
              rowId={(one) => one.id}
              act={(one) =>
                one.revokedAt ? null : (
                  <Button
                    size="sm"
                    busy={revoke.isPending && revoke.variables === one.id}
                    onClick={() => revoke.mutate(one.id)}
                  >
                    Revoke
                  </Button>
                )
              }
              phone={(one) => (
                <span className="grid">
                  <span className="font-medium">{one.name}</span>
                  <span className="text-xs text-muted">{one.scopes.join(', ')}</span>
                </span>
              )}
            />
          )
        }
      </QueryView>
      <CreateTokenDialog open={creating} onOpenChange={setCreating} />
    </Section>
  )
}
