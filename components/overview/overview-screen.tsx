'use client'
import { Rocket } from 'lucide-react'
import { useAgents } from '@/components/agents/queries'
import { useAccess } from '@/components/api/use-me'
import { useWorkspace } from '@/components/api/workspace-context'
import { useChangeRequests } from '@/components/approvals/queries'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { byImportance } from '@/components/rollouts/by-importance'
import { useDeployments } from '@/components/rollouts/queries'
import { PageHeader } from '@/components/shell/page-header'
import { Section } from '@/components/ui/section'
import { FleetEntry, fleetColumns } from './fleet-columns'
import { OverviewList } from './overview-list'
import { describeOverview, overviewRows } from './overview-rows'

/** What needs me now: decisions, then motion, then what is odd; below, the fleet. */
export function OverviewScreen() {
  const access = useAccess()
  const workspace = useWorkspace()
  const may = (permission: string) => access?.permissions.some((one) => one === permission) ?? false
  const deployments = useDeployments({ state: 'ACTIVE', limit: 50 })
  const requests = useChangeRequests({ inbox: 'mine-to-decide', limit: 50 }, may('approvals:read'))
  const agents = useAgents()
  const rows = overviewRows({
    deployments: deployments.data?.items ?? [],
    requests: requests.data?.items ?? [],
    agents: agents.data?.items ?? [],
  })
  const ready = deployments.data !== undefined
  return (
    <>
      <PageHeader
        crumbs={[{ label: access?.name ?? 'Overview' }]}
        headline={ready ? describeOverview(rows) : 'Overview'}
      />
      <div className="grid gap-8">
        <OverviewList title="Needs a decision" rows={rows.decide} />
        <OverviewList title="In motion" rows={rows.motion} />
        <OverviewList title="Wrong or odd" rows={rows.odd} />
        <Section title="Deployments">
          <QueryView query={deployments} permission="rollouts:read" what="the deployments">
            {(page) =>
              page.items.length === 0 ? (
                <EmptyState
                  icon={Rocket}
                  title="No deployment yet"
                  text="Register a version under Models, enrol an agent under Agents, then create a deployment."
                  command="npm run slipway -- status"
                />
              ) : (
                <DataTable
                  label="Deployments"
                  rows={byImportance(page.items)}
                  columns={fleetColumns}
                  rowId={(one) => one.id}
                  href={(one) => `/${workspace}/deployments/${one.id}`}
                  phone={(one) => <FleetEntry deployment={one} />}
                />
              )
            }
          </QueryView>
        </Section>
      </div>
    </>
  )
}
