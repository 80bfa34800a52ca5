import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeExperimentInput } from '../console-contract'
import { findTagChanges, wantedTags } from '../domain/tag-changes'
import { experiment } from '../experiment-contract'
import { experimentNameTaken, getExperimentView, lockExperiment } from '../store/experiments'

/** Name, note and tags of an experiment as a person edits them. */
export const changeExperiment = defineCommand({
  name: 'registry.change-experiment',
  permission: 'registry:write',
  input: changeExperimentInput,
  output: experiment,
  audit: ['registry.experiment-changed'],
  async run(ctx, { experimentId, name, ...edit }) {
    const { tx, workspace } = ctx
    const row = await lockExperiment(ctx, experimentId, 'active')
    const owner = { workspaceId: workspace.id, experiment: row.number }
    const current = await tx.trackingExperimentTag.findMany({ where: owner })
    const tags = findTagChanges(current, wantedTags(edit))
    const renamed = name !== undefined && name !== row.name
    if (!renamed && tags.set.length + tags.remove.length === 0)
      return unchanged(await getExperimentView(tx, workspace.id, experimentId))
    if (renamed) {
      const taken = { workspaceId_name: { workspaceId: workspace.id, name } }
      if (await tx.trackingExperiment.findUnique({ where: taken })) throw experimentNameTaken(name)
    }
    if (tags.remove.length > 0)
      await tx.trackingExperimentTag.deleteMany({ where: { ...owner, key: { in: tags.remove } } })
    for (const { key, value } of tags.set)
      await tx.trackingExperimentTag.upsert({
        where: { workspaceId_experiment_key: { ...owner, key } },
        create: { ...owner, key, value },
        update: { value },
      })
    await tx.trackingExperiment.update({
      where: { workspaceId_number: { workspaceId: workspace.id, number: row.number } },
      data: { ...(renamed ? { name } : {}), updatedAt: ctx.clock.now() },
    })
    await ctx.audit.record('registry.experiment-changed', {
      resources: [{ kind: 'experiment', id: experimentId }],
      before: { ...(renamed ? { name: row.name } : {}), tags: tags.before },
      after: { ...(renamed ? { name } : {}), tags: tags.after },
    })
    return getExperimentView(tx, workspace.id, experimentId)
  },
})
