import { planOf, settledPlan } from '@/lib/agents/door'
import type { Db } from '@/lib/server/database'
import type { RolloutStatus } from './domain/status'
import { type RolloutRow, specOf } from './store'

/**
 * Keeps the rollback list: a version that became stable through a completed rollout is good here; the one it replaced has left.
 * After a rollback the version that was hauled back to is stable again.
 */
export async function recordGood(tx: Db, row: RolloutRow, to: RolloutStatus, now: Date): Promise<void> {
  const spec = specOf(row)
  if (spec.strategy === 'shadow') return
  const { workspaceId, deploymentId } = row
  if (to === 'SUCCEEDED') {
    const { variantId } = spec.candidate
    const planDigest = (await settledPlan(tx, deploymentId)).settledPlanDigest ?? ''
    await tx.goodVersion.updateMany({
      where: { deploymentId, leftAt: null, variantId: { not: variantId } },
      data: { leftAt: now },
    })
    await tx.goodVersion.upsert({
      where: { deploymentId_variantId: { deploymentId, variantId } },
      create: { workspaceId, deploymentId, variantId, planDigest, becameAt: now },
      // A version marked bad comes back through a new rollout, and only so.
      update: { leftAt: null, becameAt: now, planDigest, markedBadAt: null, markedBadReason: null },
    })
    return
  }
  if (row.kind === 'rollback') {
    // In a rollback the "from" plan's stable is the destination.
    const plan = row.fromPlanDigest === null ? null : await planOf(tx, deploymentId, row.fromPlanDigest)
    const destination = plan?.variants.find((variant) => variant.role === 'stable')?.variantId
    if (destination === undefined) return
    await tx.goodVersion.updateMany({
      where: { deploymentId, leftAt: null, variantId: { not: destination } },
      data: { leftAt: now },
    })
    await tx.goodVersion.updateMany({ where: { deploymentId, variantId: destination }, data: { leftAt: null } })
  }
}
