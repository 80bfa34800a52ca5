import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { experimentRef } from '../experiment-contract'
import { lockExperiment } from '../store/experiments'
import { trackingDone } from '../tracking-values'

/** Soft: the experiment and its runs are hidden, and can be restored. */
export const deleteExperiment = defineCommand({
  name: 'registry.delete-experiment',
  permission: 'registry:archive',
  input: experimentRef,
  output: trackingDone,
  audit: ['registry.experiment-deleted'],
  async run(ctx, { experimentId }) {
    const { tx, workspace } = ctx
    const { number, lifecycle } = await lockExperiment(ctx, experimentId, 'any')
    if (number === 0)
      throw new AppError('invalid', {
        message: 'The experiment Default cannot be deleted: clients use it when none is set.',
      })
    if (lifecycle === 'deleted') return unchanged({})
    const now = ctx.clock.now()
    await tx.trackingExperiment.update({
      where: { workspaceId_number: { workspaceId: workspace.id, number } },
      data: { lifecycle: 'deleted', updatedAt: now },
    })
    const runs = await tx.trackingRun.updateMany({
      where: { workspaceId: workspace.id, experiment: number, lifecycle: 'active' },
      data: { lifecycle: 'deleted', updatedAt: now },
    })
    await ctx.audit.record('registry.experiment-deleted', {
      resources: [{ kind: 'experiment', id: experimentId }],
      data: { runs: runs.count },
    })
    return {}
  },
})
