'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { ComparePanel } from '@/components/monitoring/compare-panel'
import { DriftPanel } from '@/components/monitoring/drift-panel'
import { Windowed } from '@/components/monitoring/windowed'
import { Tabs } from '@/components/ui/tabs'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { ActivityTab } from './activity-tab'
import { ConfigurationTab } from './configuration-tab'
import { VersionsTab } from './versions-tab'

export function DeploymentTabs({ deployment }: { deployment: DeploymentView }) {
  const { get, set } = useUrlState()
  return (
    <Tabs
      label="More about this deployment"
      value={get('tab') || 'activity'}
      onValueChange={(tab) => set({ tab: tab === 'activity' ? null : tab })}
      items={[
        { value: 'activity', label: 'Activity', content: <ActivityTab deploymentId={deployment.id} /> },
        {
          value: 'compare',
          label: 'Compare',
          content: <Windowed>{(window) => <ComparePanel deploymentId={deployment.id} window={window} />}</Windowed>,
        },
        {
          value: 'drift',
          label: 'Drift',
          content: <Windowed>{(window) => <DriftPanel deploymentId={deployment.id} window={window} />}</Windowed>,
        },
        { value: 'versions', label: 'Versions here', content: <VersionsTab deployment={deployment} /> },
        { value: 'configuration', label: 'Configuration', content: <ConfigurationTab deployment={deployment} /> },
      ]}
    />
  )
}
