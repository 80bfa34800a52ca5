import type { ChartMarker } from '@/components/charts/prepare-time-series'
import type { RolloutView } from '@/lib/rollouts/contract'

/** Deploy, rollout and rollback markers of every chart of a deployment. */
export function rolloutMarkers(rollouts: readonly RolloutView[]): ChartMarker[] {
  return rollouts.flatMap((one) => {
    const word =
      one.kind === 'rollback' ? `back to v${one.candidateVersion}` : `v${one.candidateVersion} ${one.strategy}`
    const start = { t: Date.parse(one.createdAt), label: word }
    if (one.endedAt === null || one.status === 'CANCELLED') return [start]
    return [
      start,
      {
        t: Date.parse(one.endedAt),
        label: `v${one.candidateVersion} ${one.status.toLowerCase().replaceAll('_', ' ')}`,
      },
    ]
  })
}
