import { defineCommand } from '@/lib/server/operation'
import { createExperimentInput, experiment } from '../experiment-contract'
import { experimentNameTaken, getExperimentView } from '../store/experiments'

export const createExperiment = defineCommand({
  name: 'registry.create-experiment',
  permission: 'registry:write',
  input: createExperimentInput,
  output: experiment,
  audit: ['registry.experiment-created'],
  async run(ctx, { name, tags }) {
    const { tx, workspace } = ctx
    const now = ctx.clock.now()
    // Experiment 0 is always there: its row lock hands out numbers one after the other. Deleted ones keep theirs.
    await tx.$queryRaw`SELECT 1 FROM "TrackingExperiment" WHERE "workspaceId" = ${workspace.id}::uuid AND number = 0 FOR UPDATE`
    const taken = { workspaceId_name: { workspaceId: workspace.id, name } }
    if (await tx.trackingExperiment.findUnique({ where: taken })) throw experimentNameTaken(name)
    const last = await tx.trackingExperiment.aggregate({ where: { workspaceId: workspace.id }, _max: { number: true } })
    const number = (last._max.number ?? 0) + 1
    const key = { workspaceId: workspace.id, number }
    await tx.trackingExperiment.create({ data: { ...key, name, createdAt: now, updatedAt: now } })
    const values = new Map(tags.map((tag) => [tag.key, tag.value]))
    await tx.trackingExperimentTag.createMany({
      data: [...values].map(([tag, value]) => ({ workspaceId: workspace.id, experiment: number, key: tag, value })),
    })
    await ctx.audit.record('registry.experiment-created', {
      resources: [{ kind: 'experiment', id: String(number) }],
      after: { name },
    })
    return getExperimentView(tx, workspace.id, String(number))
  },
})
