import { z } from 'zod'
import { getDeployment } from '@/lib/agents/door'
import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { markBadInput } from '../contract'
import { databaseNow } from '../store'

/** Takes a version off the rollback list for good; it can come back only through a new rollout. */
export const markVersionBad = defineCommand({
  name: 'rollouts.mark-version-bad',
  permission: 'rollouts:roll-back',
  input: markBadInput,
  output: z.object({ variantId: z.uuid() }),
  audit: ['rollouts.version-marked-bad'],
  async run(ctx, { deploymentId, variantId, reason }) {
    const deployment = await getDeployment(ctx.tx, ctx.workspace.id, deploymentId)
    const row = await ctx.tx.goodVersion.findFirst({
      where: { workspaceId: ctx.workspace.id, deploymentId, variantId },
    })
    if (!row) throw notFound('version on the rollback list')
    if (row.markedBadAt !== null) return unchanged({ variantId })
    await ctx.tx.goodVersion.updateMany({
      where: { workspaceId: ctx.workspace.id, deploymentId, variantId },
      data: { markedBadAt: await databaseNow(ctx.tx), markedBadReason: reason },
    })
    await ctx.audit.record('rollouts.version-marked-bad', {
      resources: [
        { kind: 'deployment', id: deploymentId },
        { kind: 'variant', id: variantId },
      ],
      environmentId: deployment.environmentId,
      reason,
    })
    return { variantId }
  },
})
