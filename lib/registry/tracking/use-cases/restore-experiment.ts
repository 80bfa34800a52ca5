import { defineCommand, unchanged } from '@/lib/server/operation'
import { experimentRef } from '../experiment-contract'
import { lockExperiment } from '../store/experiments'
import { trackingDone } from '../tracking-values'

/** The experiment comes back with all of its runs. */
export const restoreExperiment = defineCommand({
  name: 'registry.restore-experiment',
  permission: 'registry:archive',
  input: experimentRef,
  output: trackingDone,
  audit: ['registry.experiment-restored'],
  async run(ctx, { experimentId }) {
    const { tx, workspace } = ctx
    const { number, lifecycle } = await lockExperiment(ctx, experimentId, 'any')
    if (lifecycle === 'active') return unchanged({})
    const now = ctx.clock.now()
    await tx.trackingExperiment.update({
      where: { workspaceId_number: { workspaceId: workspace.id, number } },
      data: { lifecycle: 'active', updatedAt: now },
    })
    await tx.trackingRun.updateMany({
      where: { workspaceId: workspace.id, experiment: number, lifecycle: 'deleted' },
      data: { lifecycle: 'active', updatedAt: now },
    })
    await ctx.audit.record('registry.experiment-restored', { resources: [{ kind: 'experiment', id: experimentId }] })
    return {}
  },
})
