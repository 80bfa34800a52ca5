'use client'
import { Plus, Server } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { StatusLine } from '@/components/ui/status-line'
import type { AgentItem } from '@/lib/agents/contract'
import { agentColumns } from './agent-columns'
import { EnrollDialog } from './enroll-dialog'
import { EnrollmentTokens } from './enrollment-tokens'
import { useAgents } from './queries'

function headline(agents: readonly AgentItem[] | undefined): string {
  if (agents === undefined) return 'Agents'
  const online = agents.filter((one) => one.status === 'ONLINE').length
  const diverging = agents.reduce((sum, one) => sum + one.diverging, 0)
  const silent = agents.some((one) => one.status === 'LATE' || one.status === 'OFFLINE')
  const plan =
    diverging === 0
      ? silent
        ? 'everything ran as ordered when last heard of'
        : 'everything runs as ordered'
      : `${diverging} ${diverging === 1 ? 'deployment differs' : 'deployments differ'} from the plan`
  return agents.length === 0
    ? 'No agent is enrolled yet.'
    : `${online} of ${agents.length} ${agents.length === 1 ? 'agent is' : 'agents are'} online, ${plan}.`
}

export function AgentsScreen() {
  const workspace = useWorkspace()
  const { get } = useUrlState()
  const can = useCan('agents:enroll')
  const [enrolling, setEnrolling] = useState(false)
  const query = useAgents({ cursor: get('cursor') })
  const enroll = (
    <Button tone="primary" icon={<Plus aria-hidden />} refusal={can.refusal} onClick={() => setEnrolling(true)}>
      Enrol an agent
    </Button>
  )
  return (
    <>
      <PageHeader crumbs={[{ label: 'Agents' }]} headline={headline(query.data?.items)} actions={enroll} />
      <QueryView query={query} permission="agents:read" what="the agents">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              icon={Server}
              title="No agent yet"
              text="An agent runs next to your traffic, serves the models and carries out every change. Create a one-time token and start an agent with it."
              action={enroll}
            />
          ) : (
            <>
              <DataTable
                label="Agents"
                rows={page.items}
                columns={agentColumns}
                rowId={(one) => one.id}
                href={(one) => `/${workspace}/agents/${one.id}`}
                phone={(one) => (
                  <span className="flex items-center justify-between gap-3">
                    <span className="font-medium">{one.name}</span>
                    <StatusLine state={one.status} />
                  </span>
                )}
              />
              <Pager nextCursor={page.nextCursor} count={page.items.length} />
            </>
          )
        }
      </QueryView>
      {can.allowed ? <EnrollmentTokens /> : null}
      <EnrollDialog open={enrolling} onOpenChange={setEnrolling} />
    </>
  )
}
