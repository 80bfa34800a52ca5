import { defineCommand, unchanged } from '@/lib/server/operation'
import { finalizeLoggedModelInput, loggedModel } from '../logged-model-contract'
import { getLoggedModelView, lockLoggedModel } from '../store/logged-models'

/** The client's word that all files are there, or that their upload failed. */
export const finalizeLoggedModel = defineCommand({
  name: 'registry.finalize-logged-model',
  permission: 'registry:write',
  input: finalizeLoggedModelInput,
  output: loggedModel,
  audit: ['registry.logged-model-settled'],
  async run(ctx, { modelId, status }) {
    const { tx, workspace } = ctx
    const before = await lockLoggedModel(ctx, modelId)
    if (before.status === status) return unchanged(await getLoggedModelView(tx, workspace.id, modelId))
    await tx.loggedModel.update({ where: { id: before.id }, data: { status, updatedAt: ctx.clock.now() } })
    await ctx.audit.record('registry.logged-model-settled', {
      resources: [{ kind: 'logged-model', id: modelId }],
      before: { status: before.status },
      after: { status },
    })
    return getLoggedModelView(tx, workspace.id, modelId)
  },
})
