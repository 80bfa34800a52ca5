'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { DemoControls } from './demo-controls'
import { DeploymentActions } from './deployment-actions'
import { DeploymentHealth } from './deployment-health'
import { DeploymentLoading } from './deployment-loading'
import { DeploymentStatus } from './deployment-status'
import { DeploymentTabs } from './deployment-tabs'
import { describeDeployment } from './describe-deployment'
import { useDeployment } from './queries'
import { RolloutStrip } from './rollout-strip'
import { TrafficPanel } from './traffic-panel'

function Content({ deployment }: { deployment: DeploymentView }) {
  const workspace = useWorkspace()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Deployments', href: `/${workspace}/deployments` },
          { label: `${deployment.name} · ${deployment.environment.name}` },
        ]}
        status={<DeploymentStatus deployment={deployment} />}
        headline={describeDeployment(deployment)}
        actions={<DeploymentActions deployment={deployment} />}
        stickyActions
      />
      <div className="grid gap-6">
        <TrafficPanel deployment={deployment} />
        {deployment.rollout ? <RolloutStrip deployment={deployment} rollout={deployment.rollout} /> : null}
        <DemoControls deployment={deployment} />
        <DeploymentHealth deploymentId={deployment.id} />
        <DeploymentTabs deployment={deployment} />
      </div>
    </>
  )
}

export function DeploymentScreen({ deploymentId }: { deploymentId: string }) {
  const query = useDeployment(deploymentId)
  return (
    <QueryView query={query} permission="rollouts:read" what="this deployment" loading={<DeploymentLoading />}>
      {(deployment) => <Content deployment={deployment} />}
    </QueryView>
  )
}
