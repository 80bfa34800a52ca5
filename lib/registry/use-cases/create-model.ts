import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand } from '@/lib/server/operation'
import { createModelInput, modelOutput } from '../contract'
import { readRules } from '../read-rules'
import { modelDetailOf } from '../reads'

export const createModel = defineCommand({
  name: 'registry.create-model',
  permission: 'registry:write',
  input: createModelInput,
  output: modelOutput,
  audit: ['registry.model-created'],
  async run(ctx, { tags, ...sent }) {
    const { tx, workspace, principal } = ctx
    const now = ctx.clock.now()
    const id = newId()
    const author = {
      createdById: personIdOf(principal) ?? principal.id,
      createdByName: personNameOf(principal),
    }
    const importance = sent.importance ?? (await readRules(tx, workspace.id)).defaultImportance
    const input = { ...sent, importance }
    // A number under a name is never given twice, also when a model of that name was archived.
    const former = await tx.model.aggregate({
      where: { workspaceId: workspace.id, archivedName: input.name },
      _max: { nextVersion: true },
    })
    const nextVersion = former._max.nextVersion ?? 1
    const created = await tx.model.createMany({
      data: [{ id, workspaceId: workspace.id, ...input, ...author, nextVersion, createdAt: now, updatedAt: now }],
      skipDuplicates: true,
    })
    if (created.count === 0)
      throw new AppError('conflict', {
        message: `A model named ${input.name} exists already. Choose another name or add a version to it.`,
        details: { reason: 'name_taken', name: input.name },
      })
    const rows = Object.entries(tags).map(([key, value]) => ({ workspaceId: workspace.id, modelId: id, key, value }))
    if (rows.length > 0) await tx.modelTag.createMany({ data: rows })
    await ctx.audit.record('registry.model-created', { resources: [{ kind: 'model', id }], after: { ...input, tags } })
    return modelDetailOf(tx, workspace.id, id)
  },
})
