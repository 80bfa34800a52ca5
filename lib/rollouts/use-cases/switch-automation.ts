import { z } from 'zod'
import { getDeployment } from '@/lib/agents/door'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { automationInput } from '../contract'

/** The kill switch of the automatic actor for one deployment: nothing moves by itself until a person switches it on again. */
export const switchAutomation = defineCommand({
  name: 'rollouts.switch-automation',
  permission: 'rollouts:kill',
  input: automationInput,
  output: z.object({ deploymentId: z.uuid(), automationOff: z.boolean() }),
  audit: ['rollouts.automation-switched'],
  async run(ctx, { deploymentId, off, reason }) {
    const deployment = await getDeployment(ctx.tx, ctx.workspace.id, deploymentId)
    const answer = { deploymentId, automationOff: off }
    if (deployment.automationOff === off) return unchanged(answer)
    await ctx.tx.deployment.update({
      where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: deploymentId } },
      data: { automationOff: off, revision: { increment: 1 } },
    })
    await ctx.audit.record('rollouts.automation-switched', {
      resources: [{ kind: 'deployment', id: deploymentId }],
      environmentId: deployment.environmentId,
      reason,
      before: { automationOff: !off },
      after: { automationOff: off },
    })
    return answer
  },
})
