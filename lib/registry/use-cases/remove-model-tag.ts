import { defineCommand, unchanged } from '@/lib/server/operation'
import { removeModelTagInput, tagOutput } from '../contract'
import { lockModel, touchModel } from '../store'

export const removeModelTag = defineCommand({
  name: 'registry.remove-model-tag',
  permission: 'registry:write',
  input: removeModelTagInput,
  output: tagOutput,
  audit: ['registry.tag-removed'],
  async run(ctx, { modelId, key }) {
    const model = await lockModel(ctx, modelId)
    const where = { workspaceId_modelId_key: { workspaceId: ctx.workspace.id, modelId, key } }
    const before = await ctx.tx.modelTag.findUnique({ where })
    if (!before) return unchanged({ key, value: null })
    await ctx.tx.modelTag.delete({ where })
    await touchModel(ctx, model.id)
    await ctx.audit.record('registry.tag-removed', {
      resources: [{ kind: 'model', id: model.id }],
      before: { key, value: before.value },
      after: null,
    })
    return { key, value: null }
  },
})
