import { defineCommand } from '@/lib/server/operation'
import { loggedModelRef } from '../logged-model-contract'
import { lockLoggedModel } from '../store/logged-models'
import { trackingDone } from '../tracking-values'

/** Hidden from then on; versions made from it keep their own sealed files. */
export const deleteLoggedModel = defineCommand({
  name: 'registry.delete-logged-model',
  permission: 'registry:archive',
  input: loggedModelRef,
  output: trackingDone,
  audit: ['registry.logged-model-deleted'],
  async run(ctx, { modelId }) {
    const { id, name } = await lockLoggedModel(ctx, modelId)
    await ctx.tx.loggedModel.update({ where: { id }, data: { deletedAt: ctx.clock.now() } })
    await ctx.audit.record('registry.logged-model-deleted', {
      resources: [{ kind: 'logged-model', id: modelId }],
      before: { name },
    })
    return {}
  },
})
