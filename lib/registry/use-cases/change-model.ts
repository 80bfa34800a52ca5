import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeModelInput, modelOutput } from '../contract'
import { modelDetailOf } from '../reads'
import { lockModel, requireRevision } from '../store'

export const changeModel = defineCommand({
  name: 'registry.change-model',
  permission: 'registry:write',
  input: changeModelInput,
  output: modelOutput,
  audit: ['registry.model-changed'],
  async run(ctx, { modelId, revision, reason, ...input }) {
    const { tx, workspace } = ctx
    const model = await lockModel(ctx, modelId)
    if (revision !== undefined) requireRevision(model, revision)
    const before = { description: model.description, card: model.card, importance: model.importance }
    const after = {
      description: input.description ?? before.description,
      card: input.card ?? before.card,
      importance: input.importance ?? before.importance,
    }
    if (JSON.stringify(before) === JSON.stringify(after))
      return unchanged(await modelDetailOf(tx, workspace.id, modelId))
    await tx.model.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: modelId } },
      data: { ...after, revision: { increment: 1 }, updatedAt: ctx.clock.now() },
    })
    await ctx.audit.record('registry.model-changed', {
      resources: [{ kind: 'model', id: modelId }],
      reason,
      before,
      after,
    })
    return modelDetailOf(tx, workspace.id, modelId)
  },
})
