'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { useDeployment } from '@/components/rollouts/queries'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { describeDrift } from './describe-drift'
import { DriftPanel } from './drift-panel'
import { useDrift } from './queries'
import { RangeSelect } from './range-select'
import { Windowed } from './windowed'

function Body({ deploymentId, window }: { deploymentId: string; window: { from: string; to: string } }) {
  const workspace = useWorkspace()
  const deployment = useDeployment(deploymentId, 30_000).data
  const drift = useDrift(deploymentId, window).data
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Monitoring', href: `/${workspace}/monitoring` },
          { label: deployment ? `${deployment.name} · ${deployment.environment.name}` : 'Deployment' },
        ]}
        headline={drift ? describeDrift(drift) : 'Drift against the training data'}
        actions={
          <>
            <RangeSelect fallback="1h" />
            <ButtonLink href={`/${workspace}/deployments/${deploymentId}`}>Deployment</ButtonLink>
          </>
        }
      />
      <DriftPanel deploymentId={deploymentId} window={window} />
    </>
  )
}

export function DriftScreen({ deploymentId }: { deploymentId: string }) {
  return <Windowed fallback="1h">{(window) => <Body deploymentId={deploymentId} window={window} />}</Windowed>
}
