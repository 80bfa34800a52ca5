import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { deploymentSchema, getDeploymentInput } from '../contract'
import { readDeployment } from '../reads'

export const getDeployment = defineQuery({
  name: 'rollouts.get-deployment',
  permission: 'rollouts:read',
  input: getDeploymentInput,
  output: deploymentSchema,
  async run(ctx, { deploymentId }) {
    const row = await ctx.db.deployment.findUnique({
      where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: deploymentId } },
    })
    if (!row) throw notFound('deployment')
    return readDeployment(ctx.db, row)
  },
})
