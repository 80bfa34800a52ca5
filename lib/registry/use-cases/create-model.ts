import { personIdOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand } from '@/lib/server/operation'
import { createModelInput, modelOutput } from '../contract'
import { modelDetailOf } from '../reads'

export const createModel = defineCommand({
  name: 'registry.create-model',
  permission: 'registry:write',
  input: createModelInput,
  output: modelOutput,
  audit: ['registry.model-created'],
  async run(ctx, input) {
    const { tx, workspace, principal } = ctx
    const now = ctx.clock.now()
    const id = newId()
    const createdById = personIdOf(principal) ?? principal.id
    const created = await tx.model.createMany({
      data: [{ id, workspaceId: workspace.id, ...input, createdById, createdAt: now, updatedAt: now }],
      skipDuplicates: true,
    })
    if (created.count === 0)
      throw new AppError('conflict', {
        message: `A model named ${input.name} exists already. Choose another name or add a version to it.`,
        details: { reason: 'name_taken' },
      })
    await ctx.audit.record('registry.model-created', { resources: [{ kind: 'model', id }], after: input })
    return modelDetailOf(tx, workspace.id, id)
  },
})
