'use client'
import { Rocket } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { UrlSelect } from '@/components/data-table/url-select'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { CreateDeploymentDialog } from './create-deployment-dialog'
import { deploymentColumns } from './deployment-columns'
import { DeploymentEntry } from './deployment-entry'
import { useDeployments } from './queries'

function headline(deployments: readonly DeploymentView[] | undefined): string {
  if (deployments === undefined) return 'Deployments'
  const open = deployments.filter((one) => one.rollout !== null).length
  const apart = deployments.filter((one) => one.rollout === null && !one.inSync).length
  const serving = deployments.filter((one) => one.observed?.variants.some((variant) => variant.weightBps > 0)).length
  const motion = open === 0 ? 'nothing is in motion' : `${open} ${open === 1 ? 'is' : 'are'} in motion`
  return `${serving} of ${deployments.length} ${deployments.length === 1 ? 'deployment serves' : 'deployments serve'}, ${motion}${apart > 0 ? `, ${apart} differ from their plan` : ''}.`
}

export function DeploymentsScreen() {
  const workspace = useWorkspace()
  const { get } = useUrlState()
  const can = useCan('rollouts:configure')
  const [creating, setCreating] = useState(false)
  const query = useDeployments({ cursor: get('cursor'), state: get('state') })
  const href = (one: DeploymentView) => `/${workspace}/deployments/${one.id}`
  const create = (
    <Button tone="primary" icon={<Rocket aria-hidden />} refusal={can.refusal} onClick={() => setCreating(true)}>
      New deployment
    </Button>
  )
  return (
    <>
      <PageHeader crumbs={[{ label: 'Deployments' }]} headline={headline(query.data?.items)} actions={create} />
      <div className="mb-3 flex gap-2">
        <UrlSelect
          name="state"
          label="State"
          all="Active and retired"
          options={[
            { value: 'ACTIVE', label: 'Active' },
            { value: 'RETIRED', label: 'Retired' },
          ]}
        />
      </div>
      <QueryView query={query} permission="rollouts:read" what="the deployments">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              icon={Rocket}
              title="No deployment yet"
              text="A deployment is one model served in one environment by one agent. Register a version, enrol an agent, then create a deployment for it."
              action={create}
              command="npm run slipway -- deploy --model NAME --environment production"
            />
          ) : (
            <>
              <DataTable
                label="Deployments"
                rows={page.items}
                columns={deploymentColumns}
                rowId={(one) => one.id}
                href={href}
                phone={(one) => <DeploymentEntry deployment={one} />}
              />
              <Pager nextCursor={page.nextCursor} count={page.items.length} />
            </>
          )
        }
      </QueryView>
      <CreateDeploymentDialog open={creating} onOpenChange={setCreating} />
    </>
  )
}
