import type { DeploymentView } from '@/lib/rollouts/contract'

export interface ServingRow {
  deployment: DeploymentView
  /** Ordered share of this version in basis points; mirrored traffic counts apart. */
  desiredBps: number
  mirrorBps: number
  /** What the agent last showed; null: nothing seen yet. */
  observedBps: number | null
}

/** The live deployments of a model in which a version has, or still has, a place: desired and observed are told apart. */
export function servingRows(deployments: readonly DeploymentView[], versionNumber: number): ServingRow[] {
  return deployments.flatMap((deployment) => {
    if (deployment.state !== 'ACTIVE') return []
    const desired = deployment.desired.variants.filter((one) => one.versionNumber === versionNumber)
    const known = [...deployment.desired.variants, ...deployment.settled.variants]
    const own = new Set(known.filter((one) => one.versionNumber === versionNumber).map((one) => one.variantId))
    const seen = deployment.observed?.variants.filter((one) => own.has(one.variantId)) ?? []
    const observedBps = deployment.observed === null ? null : seen.reduce((sum, one) => sum + one.weightBps, 0)
    if (desired.length === 0 && (observedBps ?? 0) === 0) return []
    return [
      {
        deployment,
        desiredBps: desired.reduce((sum, one) => sum + one.weightBps, 0),
        mirrorBps: desired.reduce((sum, one) => sum + one.mirrorBps, 0),
        observedBps,
      },
    ]
  })
}
