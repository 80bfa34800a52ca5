'use client'
import { useUrlState } from '@/components/api/use-url-state'
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
        { value: 'versions', label: 'Versions here', content: <VersionsTab deployment={deployment} /> },
        { value: 'configuration', label: 'Configuration', content: <ConfigurationTab deployment={deployment} /> },
      ]}
    />
  )
}
