import { AppError } from '@/lib/kernel/app-error'
import { getVersion } from '@/lib/registry/door'
import type { Db } from '@/lib/server/database'
import type { Plan } from './domain/plan'

/**
 * A version in quarantine comes into no plan. One that serves already may stay: the plan that takes traffic from its successor back
 * to it must not fail because somebody put it into quarantine meanwhile.
 */
export async function requireDeployable(tx: Db, workspaceId: string, plan: Plan, from: Plan | null): Promise<void> {
  const serving = new Set(from?.variants.map((variant) => variant.variantId))
  const added = plan.variants.map((variant) => variant.variantId).filter((id) => !serving.has(id))
  const variants = await tx.variant.findMany({ where: { workspaceId, id: { in: added } }, select: { versionId: true } })
  for (const { versionId } of variants) {
    const version = await getVersion(tx, workspaceId, versionId)
    if (version.state !== 'QUARANTINED') continue
    throw new AppError('refused', {
      message: `Version ${version.number} of ${version.modelName} is in quarantine; it is deployed nowhere until a person releases it.`,
      details: { reason: 'quarantined', versionId },
    })
  }
}
