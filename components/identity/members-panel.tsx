'use client'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useUrlState } from '@/components/api/use-url-state'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FilterBar } from '@/components/data-table/filter-bar'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { Button } from '@/components/ui/button'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { Member } from '@/lib/identity/contract'
import { AddMemberDialog } from './add-member-dialog'
import { ChangeRolesDialog } from './change-roles-dialog'
import { useMembers } from './queries'
import { roleWords } from './role-words'

export function MembersPanel() {
  const { get } = useUrlState()
  const query = useMembers({ q: get('q'), cursor: get('cursor') })
  const manage = useCan('identity:manage-members')
  const grant = useCan('identity:grant-roles')
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Member | null>(null)
  const columns: readonly Column<Member>[] = [
    { id: 'name', header: 'Person', cell: (one) => <span className="font-medium">{one.name}</span> },
    { id: 'email', header: 'E-mail', cell: (one) => one.email },
    { id: 'roles', header: 'Roles', cell: (one) => roleWords(one.roles) },
    {
      id: 'state',
      header: 'State',
      cell: (one) => (
        <StatusLine state={one.isDisabled ? 'REVOKED' : 'ACTIVE'}>{one.isDisabled ? 'Disabled' : 'Active'}</StatusLine>
      ),
    },
    {
      id: 'with',
      header: 'Signs in with',
      cell: (one) => (one.signsInWith === 'oidc' ? 'single sign-on' : 'password'),
    },
    {
      id: 'seen',
      header: 'Last seen',
      cell: (one) =>
        one.lastSeenAt ? <TimeText at={one.lastSeenAt} ago /> : <span className="text-faint">never</span>,
    },
  ]
  return (
    <>
      <FilterBar searchKey="q" searchLabel="Search people">
        <span className="flex-1" />
        <Button tone="primary" icon={<UserPlus aria-hidden />} refusal={manage.refusal} onClick={() => setAdding(true)}>
          Add a person
        </Button>
      </FilterBar>
      <QueryView query={query} permission="identity:read-members" what="the members">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title="Nobody found" text="No member of this workspace matches the search." />
          ) : (
            <>
              <DataTable
                label="Members"
                rows={page.items}
                columns={columns}
                rowId={(one) => one.userId}
                act={(one) => (
                  <Button size="sm" refusal={grant.refusal} onClick={() => setChanging(one)}>
                    Change roles
                  </Button>
                )}
                phone={(one) => (
                  <span className="grid gap-1">
                    <span className="font-medium">{one.name}</span>
                    <span className="text-xs text-muted">
                      {one.email}; {roleWords(one.roles)}
                    </span>
                  </span>
                )}
              />
              <Pager nextCursor={page.nextCursor} count={page.items.length} />
            </>
          )
        }
      </QueryView>
      <AddMemberDialog open={adding} onOpenChange={setAdding} />
      <ChangeRolesDialog member={changing} onClose={() => setChanging(null)} />
    </>
  )
}
