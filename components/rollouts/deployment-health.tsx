'use client'
import { useMemo } from 'react'
import { HealthStrip } from '@/components/monitoring/health-strip'
import { useRollouts } from './queries'
import { rolloutMarkers } from './rollout-markers'

export function DeploymentHealth({ deploymentId }: { deploymentId: string }) {
  const rollouts = useRollouts({ deploymentId, limit: 20 }).data?.items
  const markers = useMemo(() => rolloutMarkers(rollouts ?? []), [rollouts])
  return <HealthStrip deploymentId={deploymentId} markers={markers} />
}
