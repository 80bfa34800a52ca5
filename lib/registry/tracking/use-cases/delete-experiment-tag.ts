import { defineCommand, unchanged } from '@/lib/server/operation'
import { experimentTagRef } from '../experiment-contract'
import { lockExperiment } from '../store/experiments'
import { recordExperimentWrite } from '../store/ledger'
import { trackingDone } from '../tracking-values'

export const deleteExperimentTag = defineCommand({
  name: 'registry.delete-experiment-tag',
  permission: 'registry:write',
  input: experimentTagRef,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { experimentId, key }) {
    const { number } = await lockExperiment(ctx, experimentId, 'active')
    await ctx.tx.trackingExperimentTag.deleteMany({ where: { workspaceId: ctx.workspace.id, experiment: number, key } })
    await recordExperimentWrite(ctx, {
      operation: 'delete-experiment-tag',
      experiment: number,
      content: [number, key],
      tags: 1,
    })
    return unchanged({})
  },
})
