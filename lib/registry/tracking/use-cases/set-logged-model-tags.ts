import { defineCommand, unchanged } from '@/lib/server/operation'
import { loggedModelTagsInput } from '../logged-model-contract'
import { recordWrite } from '../store/ledger'
import { lockLoggedModel } from '../store/logged-models'
import { trackingDone } from '../tracking-values'

export const setLoggedModelTags = defineCommand({
  name: 'registry.set-logged-model-tags',
  permission: 'registry:write',
  input: loggedModelTagsInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { modelId, tags }) {
    const { id } = await lockLoggedModel(ctx, modelId)
    for (const { key, value } of tags) {
      const at = { workspaceId: ctx.workspace.id, modelId: id, key }
      await ctx.tx.loggedModelTag.upsert({
        where: { workspaceId_modelId_key: at },
        create: { ...at, value },
        update: { value },
      })
    }
    await recordWrite(ctx, {
      operation: 'set-logged-model-tags',
      subjectId: id,
      content: tags,
      tags: tags.length,
    })
    return unchanged({})
  },
})
