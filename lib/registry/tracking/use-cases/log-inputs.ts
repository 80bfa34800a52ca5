import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { logInputsInput } from '../run-contract'
import { recordWrite } from '../store/ledger'
import { linkModels } from '../store/link-models'
import { lockRun } from '../store/lock-run'
import { trackingDone } from '../tracking-values'

/** Data sets and logged models that a run read. */
export const logInputs = defineCommand({
  name: 'registry.log-inputs',
  permission: 'registry:write',
  input: logInputsInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, input) {
    const { tx, workspace } = ctx
    const { id: runId, experiment } = await lockRun(ctx, input.runId)
    for (const { tags, schema, profile, ...facts } of input.datasets) {
      const identity = { workspaceId: workspace.id, experiment, name: facts.name, digest: facts.digest }
      // Runs that train side by side log the same data set at the same moment: one of them makes it, all of them find it.
      await tx.trackingDataset.createMany({
        data: [{ id: newId(), ...identity, ...facts, schema: schema ?? null, profile: profile ?? null }],
        skipDuplicates: true,
      })
      const where = { workspaceId_experiment_name_digest: identity }
      const dataset = await tx.trackingDataset.findUniqueOrThrow({ where })
      const key = { workspaceId: workspace.id, runId, datasetId: dataset.id }
      await tx.runInput.upsert({
        where: { workspaceId_runId_datasetId: key },
        create: { ...key, tags },
        update: { tags },
      })
    }
    const models = input.models.map(({ modelId }) => ({ modelId, step: 0 }))
    await linkModels(ctx, { runId, direction: 'input', models })
    await recordWrite(ctx, { operation: 'log-inputs', subjectId: runId, content: [input.datasets, input.models] })
    return unchanged({})
  },
})
