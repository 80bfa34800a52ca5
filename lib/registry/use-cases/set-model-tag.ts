import { defineCommand, unchanged } from '@/lib/server/operation'
import { setModelTagInput, tagOutput } from '../contract'
import { lockModel, touchModel } from '../store'

export const setModelTag = defineCommand({
  name: 'registry.set-model-tag',
  permission: 'registry:write',
  input: setModelTagInput,
  output: tagOutput,
  audit: ['registry.tag-set'],
  async run(ctx, { modelId, key, value }) {
    const model = await lockModel(ctx, modelId)
    const id = { workspaceId: ctx.workspace.id, modelId, key }
    const where = { workspaceId_modelId_key: id }
    const before = await ctx.tx.modelTag.findUnique({ where })
    if (before?.value === value) return unchanged({ key, value })
    await ctx.tx.modelTag.upsert({ where, create: { ...id, value }, update: { value } })
    await touchModel(ctx, model.id)
    await ctx.audit.record('registry.tag-set', {
      resources: [{ kind: 'model', id: model.id }],
      before: before ? { key, value: before.value } : null,
      after: { key, value },
    })
    return { key, value }
  },
})
