import { BUCKETS, type PlanRange, type PlanVariant } from '@/lib/agents/domain/plan'
import type { LiveModel } from '../engine/model-store'
import type { DeploymentSpec } from './deployment-spec'

/** Cumulative per variant and generation since the gateway started. Rows, not requests: a batch of 32 counts 32. */
export interface VariantCounters {
  served: number
  failed: number
  captured: number
  dropped: number
  mirrorDropped: number
}

export interface LiveVariant {
  readonly variantId: string
  readonly versionText: string
  readonly generation: number
  readonly generationText: string
  readonly role: PlanVariant['role']
  readonly weightBps: number
  readonly mirrorBps: number
  readonly model: LiveModel
  readonly counters: VariantCounters
  inFlight: number
}

/** Immutable: a switch is one assignment of a whole new table. */
export interface RoutingTable {
  readonly spec: DeploymentSpec
  readonly variants: readonly LiveVariant[]
  readonly stable: LiveVariant
  readonly shadows: readonly LiveVariant[]
  readonly versions: readonly string[]
  /** Bucket to position in `variants`. */
  readonly owners: Uint8Array
}

function rangesOf(spec: DeploymentSpec): readonly PlanRange[] {
  if (spec.plan.routing !== null) return spec.plan.routing.ranges
  let from = 0
  return spec.plan.variants.map(({ variantId, weightBps }) => {
    const range = { from, to: from + weightBps, variantId }
    from += weightBps
    return range
  })
}

export function buildTable(spec: DeploymentSpec, modelOf: (variant: PlanVariant) => LiveModel): RoutingTable {
  const variants = spec.plan.variants.map(
    (variant): LiveVariant => ({
      variantId: variant.variantId,
      versionText: String(variant.versionNumber),
      generation: Number(spec.generation),
      generationText: spec.generation,
      role: variant.role,
      weightBps: variant.weightBps,
      mirrorBps: variant.mirrorBps,
      model: modelOf(variant),
      counters: { served: 0, failed: 0, captured: 0, dropped: 0, mirrorDropped: 0 },
      inFlight: 0,
    }),
  )
  const stable = variants.find((variant) => variant.role === 'stable')
  if (stable === undefined) throw new Error('a plan without a stable variant reached the routing table')
  const owners = new Uint8Array(BUCKETS)
  for (const { from, to, variantId } of rangesOf(spec))
    owners.fill(
      variants.findIndex((variant) => variant.variantId === variantId),
      from,
      to,
    )
  return {
    spec,
    variants,
    stable,
    shadows: variants.filter((variant) => variant.mirrorBps > 0),
    versions: variants.map((variant) => variant.versionText),
    owners,
  }
}
