import { AppError, notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { modelOutput, renameModelInput } from '../contract'
import { modelDetailOf } from '../reads'
import { lockModel } from '../store'

/** A new name at once; reads by the old one are led here for a year. */
export const renameModel = defineCommand({
  name: 'registry.rename-model',
  permission: 'registry:write',
  input: renameModelInput,
  output: modelOutput,
  audit: ['registry.model-renamed'],
  async run(ctx, { modelId, name }) {
    const { tx, workspace } = ctx
    const model = await lockModel(ctx, modelId)
    if (model.archivedAt !== null) throw notFound('model')
    if (model.name === name) return unchanged(await modelDetailOf(tx, workspace.id, modelId))
    const holder = await tx.model.findUnique({ where: { workspaceId_name: { workspaceId: workspace.id, name } } })
    if (holder)
      throw new AppError('conflict', {
        message: `A model named ${name} exists already. Choose another name.`,
        details: { reason: 'name_taken', name },
      })
    const now = ctx.clock.now()
    await tx.model.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: modelId } },
      data: { name, updatedAt: now, revision: { increment: 1 } },
    })
    // A name in use is never a redirect as well.
    await tx.modelRename.deleteMany({ where: { workspaceId: workspace.id, name } })
    const old = { workspaceId: workspace.id, name: model.name }
    await tx.modelRename.upsert({
      where: { workspaceId_name: old },
      create: { ...old, modelId, renamedAt: now },
      update: { modelId, renamedAt: now },
    })
    await ctx.audit.record('registry.model-renamed', {
      resources: [{ kind: 'model', id: modelId }],
      before: { name: model.name },
      after: { name },
    })
    return modelDetailOf(tx, workspace.id, modelId)
  },
})
