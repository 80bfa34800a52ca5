import type { PlanShare } from '@/components/ui/plan-bar'
import type { DeploymentView } from '@/lib/rollouts/contract'

export function desiredShares(deployment: DeploymentView): PlanShare[] {
  return deployment.desired.variants.map(({ role, versionNumber, weightBps, mirrorBps }) => ({
    role,
    versionNumber,
    weightBps,
    mirrorBps,
  }))
}

/** Observed weights carry no role or version of their own; the plans that name the variant lend theirs. */
export function observedShares(deployment: DeploymentView): PlanShare[] | null {
  if (deployment.observed === null) return null
  const named = new Map(
    [...deployment.settled.variants, ...deployment.desired.variants].map((variant) => [variant.variantId, variant]),
  )
  return deployment.observed.variants.flatMap((seen) => {
    const variant = named.get(seen.variantId)
    return variant
      ? [
          {
            role: variant.role,
            versionNumber: variant.versionNumber,
            weightBps: seen.weightBps,
            mirrorBps: variant.mirrorBps,
          },
        ]
      : []
  })
}

/** All traffic on one version: how a promotion ends. */
export function wholeShare(versionNumber: number, role: PlanShare['role'] = 'stable'): PlanShare[] {
  return [{ role, versionNumber, weightBps: 10_000 }]
}
