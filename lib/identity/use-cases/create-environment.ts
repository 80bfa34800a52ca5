import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { createEnvironmentInput, environmentSchema } from '../contract'
import { insertEnvironment } from '../store'

export const createEnvironment = defineCommand({
  name: 'identity.create-environment',
  permission: 'identity:manage-environments',
  input: createEnvironmentInput,
  output: environmentSchema,
  audit: ['identity.environment-created'],
  async run(ctx, input) {
    const workspaceId = ctx.workspace.id
    const taken = await ctx.tx.environment.findUnique({
      where: { workspaceId_name: { workspaceId, name: input.name } },
    })
    if (taken)
      throw new AppError('conflict', { message: `The environment ${input.name} exists already. Choose another name.` })
    const id = await insertEnvironment(ctx.tx, { workspaceId, ...input })
    await ctx.audit.record('identity.environment-created', {
      resources: [{ kind: 'environment', id }],
      environmentId: id,
      after: input,
    })
    return { id, ...input }
  },
})
