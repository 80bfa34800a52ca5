import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { aliasOutput, removeAliasInput } from '../contract'
import { lockModel, touchModel } from '../store'

export const removeAlias = defineCommand({
  name: 'registry.remove-alias',
  permission: 'registry:move-alias',
  input: removeAliasInput,
  output: aliasOutput,
  audit: ['registry.alias-removed'],
  async run(ctx, { modelId, name, reason }) {
    const { tx, workspace, principal } = ctx
    await lockModel(ctx, modelId)
    const id = { workspaceId: workspace.id, modelId, name }
    const before = await tx.modelAlias.findUnique({ where: { workspaceId_modelId_name: id } })
    if (!before) return unchanged({ name, number: null, revision: null })
    await tx.modelAlias.delete({ where: { workspaceId_modelId_name: id } })
    await tx.aliasMove.create({
      data: {
        id: newId(),
        ...id,
        fromNumber: before.number,
        toNumber: null,
        actorId: principal.id,
        actorName: principal.name,
        reason: reason ?? null,
        at: ctx.clock.now(),
      },
    })
    await touchModel(ctx, modelId)
    await ctx.audit.record('registry.alias-removed', {
      resources: [{ kind: 'model', id: modelId }],
      reason,
      before: { name, number: before.number },
      after: { name, number: null },
    })
    return { name, number: null, revision: null }
  },
})
