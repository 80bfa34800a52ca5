import { createDeployment as insertDeployment } from '@/lib/agents/door'
import { getEnvironment } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import { getModel } from '@/lib/registry/door'
import { defineCommand } from '@/lib/server/operation'
import { createDeploymentInput, createDeploymentOutput } from '../contract'

/** A named place where versions of one model will serve; it serves nothing until a version is rolled out to it. */
export const createDeployment = defineCommand({
  name: 'rollouts.create-deployment',
  permission: 'rollouts:configure',
  input: createDeploymentInput,
  output: createDeploymentOutput,
  audit: ['agents.deployment-created'],
  async run(ctx, input) {
    const environment = await getEnvironment(ctx.tx, ctx.workspace.id, input.environmentId)
    const model = await getModel(ctx.tx, ctx.workspace.id, input.modelId)
    const targets = await ctx.tx.target.findMany({
      where: { workspaceId: ctx.workspace.id },
      orderBy: { createdAt: 'asc' },
      take: 2,
    })
    const target = input.targetId ?? (targets.length === 1 ? targets[0]?.id : undefined)
    if (target === undefined)
      throw new AppError('invalid', {
        message:
          targets.length === 0
            ? 'No agent has offered a target yet. Enrol an agent first.'
            : 'Several targets exist: choose one (targetId).',
      })
    const { id } = await insertDeployment(ctx.tx, ctx.audit, {
      workspaceId: ctx.workspace.id,
      name: input.name,
      environmentId: environment.id,
      targetId: target,
      modelId: model.id,
      modelName: model.name,
      ...(input.unitHeader === undefined ? {} : { config: { unitKey: { header: input.unitHeader } } }),
      createdById: ctx.principal.id,
    })
    return { deploymentId: id }
  },
})
