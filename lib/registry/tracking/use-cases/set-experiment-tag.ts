import { defineCommand, unchanged } from '@/lib/server/operation'
import { experimentTagInput } from '../experiment-contract'
import { lockExperiment } from '../store/experiments'
import { recordExperimentWrite } from '../store/ledger'
import { trackingDone } from '../tracking-values'

export const setExperimentTag = defineCommand({
  name: 'registry.set-experiment-tag',
  permission: 'registry:write',
  input: experimentTagInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { experimentId, key, value }) {
    const { number } = await lockExperiment(ctx, experimentId, 'active')
    const id = { workspaceId: ctx.workspace.id, experiment: number, key }
    await ctx.tx.trackingExperimentTag.upsert({
      where: { workspaceId_experiment_key: id },
      create: { ...id, value },
      update: { value },
    })
    await recordExperimentWrite(ctx, {
      operation: 'set-experiment-tag',
      experiment: number,
      content: [number, key, value],
      tags: 1,
    })
    return unchanged({})
  },
})
