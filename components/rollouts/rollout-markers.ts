import type { ChartMarker } from '@/components/charts/place-markers'
import type { RolloutView } from '@/lib/rollouts/contract'

/** Deploy, rollout and rollback markers of every chart of a deployment. */
export function rolloutMarkers(rollouts: readonly RolloutView[]): ChartMarker[] {
  return rollouts.flatMap((one) => {
    const back = one.fromVersion === null ? 'back' : `back to v${one.fromVersion}`
    const start = {
      t: Date.parse(one.createdAt),
      label: one.kind === 'rollback' ? back : `v${one.candidateVersion} ${one.strategy}`,
    }
    if (one.endedAt === null || one.status === 'CANCELLED' || one.kind === 'rollback') return [start]
    if (one.status === 'ROLLED_BACK') return [start, { t: Date.parse(one.endedAt), label: back }]
    return [
      start,
      {
        t: Date.parse(one.endedAt),
        label: `v${one.candidateVersion} ${one.status.toLowerCase().replaceAll('_', ' ')}`,
      },
    ]
  })
}
