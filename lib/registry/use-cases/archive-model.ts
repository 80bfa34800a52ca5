import { defineCommand, unchanged } from '@/lib/server/operation'
import { archiveRefusal } from '../archive-refusal'
import { archiveModelInput, modelOutput } from '../contract'
import { dropAlias } from '../drop-alias'
import { modelDetailOf } from '../reads'
import { requireUnprotected } from '../require-unprotected'
import { lockModel } from '../store'

/** Hides a model with all its versions and frees its name; numbers under that name are never given again. */
export const archiveModel = defineCommand({
  name: 'registry.archive-model',
  permission: 'registry:archive',
  input: archiveModelInput,
  output: modelOutput,
  audit: ['registry.model-archived', 'registry.alias-removed'],
  async run(ctx, { modelId, reason }) {
    const { tx, workspace } = ctx
    const model = await lockModel(ctx, modelId)
    if (model.archivedAt !== null) return unchanged(await modelDetailOf(tx, workspace.id, modelId))
    const aliases = await tx.modelAlias.findMany({ where: { workspaceId: workspace.id, modelId } })
    for (const { name, number } of aliases)
      await requireUnprotected(ctx, { model, kind: 'alias', name, from: number, to: null })
    for (const alias of aliases) await dropAlias(ctx, alias, reason ?? null)
    const live = { workspaceId: workspace.id, modelId, state: { not: 'ARCHIVED' } }
    try {
      await tx.modelVersion.updateMany({ where: live, data: { state: 'ARCHIVED', revision: { increment: 1 } } })
    } catch (error) {
      throw archiveRefusal(error)
    }
    await tx.modelRename.deleteMany({ where: { workspaceId: workspace.id, modelId } })
    const now = ctx.clock.now()
    await tx.model.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: modelId } },
      data: {
        name: `${model.name.slice(0, 200)} (archived ${modelId})`,
        archivedName: model.name,
        archivedAt: now,
        updatedAt: now,
        revision: { increment: 1 },
      },
    })
    await ctx.audit.record('registry.model-archived', {
      resources: [{ kind: 'model', id: modelId }],
      reason,
      before: { name: model.name, archived: false },
      after: { name: model.name, archived: true },
    })
    return modelDetailOf(tx, workspace.id, modelId)
  },
})
