import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { loggedModelTagRef } from '../logged-model-contract'
import { recordWrite } from '../store/ledger'
import { lockLoggedModel } from '../store/logged-models'
import { trackingDone } from '../tracking-values'

export const deleteLoggedModelTag = defineCommand({
  name: 'registry.delete-logged-model-tag',
  permission: 'registry:write',
  input: loggedModelTagRef,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { modelId, key }) {
    const { id } = await lockLoggedModel(ctx, modelId)
    const where = { workspaceId: ctx.workspace.id, modelId: id, key }
    const gone = await ctx.tx.loggedModelTag.deleteMany({ where })
    if (gone.count === 0)
      throw new AppError('not_found', { message: `No tag with key '${key}' found for model with ID '${modelId}'.` })
    await recordWrite(ctx, { operation: 'delete-logged-model-tag', subjectId: id, content: [key], tags: 1 })
    return unchanged({})
  },
})
