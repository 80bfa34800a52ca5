import { z } from 'zod'
import { getDeployment, settledPlan } from '@/lib/agents/door'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { retireDeploymentInput } from '../contract'
import { databaseNow, lockOpenRollout, lockRollouts } from '../store'

/** Ends a deployment that serves nothing or whose traffic has been taken elsewhere; its history stays. */
export const retireDeployment = defineCommand({
  name: 'rollouts.retire-deployment',
  permission: 'rollouts:kill',
  input: retireDeploymentInput,
  output: z.object({ deploymentId: z.uuid() }),
  audit: ['agents.deployment-retired'],
  async run(ctx, { deploymentId, reason }) {
    await lockRollouts(ctx.tx, deploymentId)
    const deployment = await getDeployment(ctx.tx, ctx.workspace.id, deploymentId)
    if (deployment.state === 'RETIRED') return unchanged({ deploymentId })
    const open = await lockOpenRollout(ctx.tx, ctx.workspace.id, deploymentId)
    if (open)
      throw new AppError('conflict', { message: `Rollout ${open.number} is still open. Finish or abort it first.` })
    const { settledPlanDigest } = await settledPlan(ctx.tx, deploymentId)
    await ctx.tx.deployment.update({
      where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: deploymentId } },
      data: { state: 'RETIRED', retiredAt: await databaseNow(ctx.tx), revision: { increment: 1 } },
    })
    await ctx.audit.record('agents.deployment-retired', {
      resources: [{ kind: 'deployment', id: deploymentId }],
      environmentId: deployment.environmentId,
      reason,
      before: { state: 'ACTIVE', planDigest: settledPlanDigest },
      after: { state: 'RETIRED' },
    })
    return { deploymentId }
  },
})
