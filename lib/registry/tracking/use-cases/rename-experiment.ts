import { defineCommand, unchanged } from '@/lib/server/operation'
import { experiment, renameExperimentInput } from '../experiment-contract'
import { experimentNameTaken, getExperimentView, lockExperiment } from '../store/experiments'

export const renameExperiment = defineCommand({
  name: 'registry.rename-experiment',
  permission: 'registry:write',
  input: renameExperimentInput,
  output: experiment,
  audit: ['registry.experiment-renamed'],
  async run(ctx, { experimentId, name }) {
    const { tx, workspace } = ctx
    const before = await lockExperiment(ctx, experimentId, 'active')
    if (before.name === name) return unchanged(await getExperimentView(tx, workspace.id, experimentId))
    const taken = { workspaceId_name: { workspaceId: workspace.id, name } }
    if (await tx.trackingExperiment.findUnique({ where: taken })) throw experimentNameTaken(name)
    await tx.trackingExperiment.update({
      where: { workspaceId_number: { workspaceId: workspace.id, number: before.number } },
      data: { name, updatedAt: ctx.clock.now() },
    })
    await ctx.audit.record('registry.experiment-renamed', {
      resources: [{ kind: 'experiment', id: experimentId }],
      before: { name: before.name },
      after: { name },
    })
    return getExperimentView(tx, workspace.id, experimentId)
  },
})
