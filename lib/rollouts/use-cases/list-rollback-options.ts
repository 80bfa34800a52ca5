import { getDeployment, readiness, settledPlan } from '@/lib/agents/door'
import { defineQuery } from '@/lib/server/operation'
import { rollbackListInput, rollbackListOutput } from '../contract'

const ETA_MS = { WARM: 400, CACHED: 3000, COLD: 20_000 }

/** Every version that was good here, newest first, with how fast it could take over; the previous good one is preselected. */
export const listRollbackOptions = defineQuery({
  name: 'rollouts.list-rollback-options',
  permission: 'rollouts:read',
  input: rollbackListInput,
  output: rollbackListOutput,
  async run(ctx, { deploymentId }) {
    await getDeployment(ctx.db, ctx.workspace.id, deploymentId)
    const settled = await settledPlan(ctx.db, deploymentId)
    const stableId = settled.plan?.variants.find((variant) => variant.role === 'stable')?.variantId
    const good = await ctx.db.goodVersion.findMany({
      where: { workspaceId: ctx.workspace.id, deploymentId },
      orderBy: { becameAt: 'desc' },
      take: 200,
    })
    const others = good.filter((row) => row.variantId !== stableId)
    const first = others.find((row) => row.markedBadAt === null)?.variantId
    const variants = await ctx.db.variant.findMany({
      where: { workspaceId: ctx.workspace.id, id: { in: others.map((row) => row.variantId) } },
    })
    const items = await Promise.all(
      others.map(async (row) => {
        const variant = variants.find(({ id }) => id === row.variantId)
        const ready = await readiness(ctx.db, deploymentId, row.variantId)
        return {
          variantId: row.variantId,
          versionNumber: variant?.versionNumber ?? 0,
          manifestDigest: variant?.manifestDigest ?? '',
          becameAt: row.becameAt.toISOString(),
          readiness: ready,
          etaMs: ready === 'UNAVAILABLE' ? null : ETA_MS[ready],
          preselected: row.variantId === first,
          markedBad: row.markedBadAt !== null,
          markedBadReason: row.markedBadReason,
        }
      }),
    )
    return { items }
  },
})
