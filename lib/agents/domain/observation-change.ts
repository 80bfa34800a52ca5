import type { ObservedDeployment } from './wire'

export interface SeenState {
  generation: bigint
  planDigest: string | null
  fence: bigint
  variants: ObservedDeployment['variants']
  conditions: ObservedDeployment['conditions']
}

function shape(variants: ObservedDeployment['variants']): string {
  return variants
    .map((variant) => `${variant.variantId}:${variant.state}:${variant.weightBps}`)
    .sort()
    .join(' ')
}

export type ObservationChange = 'none' | 'detail' | 'plan'

/** Requests in flight and counters move all the time; only another plan, generation, state of a variant or condition is a change. */
export function observationChange(before: SeenState | null, now: ObservedDeployment): ObservationChange {
  if (before === null) return 'plan'
  if (before.planDigest !== now.planDigest) return 'plan'
  if (String(before.generation) !== now.generation || String(before.fence) !== now.fence) return 'detail'
  if (shape(before.variants) !== shape(now.variants)) return 'detail'
  return JSON.stringify(before.conditions) === JSON.stringify(now.conditions) ? 'none' : 'detail'
}
