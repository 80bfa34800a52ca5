import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand } from '@/lib/server/operation'
import { generateRunName } from '../domain/generate-run-name'
import { modelIdText } from '../domain/ids'
import { createLoggedModelInput, loggedModel } from '../logged-model-contract'
import { lockExperiment } from '../store/experiments'
import { lockRun } from '../store/lock-run'
import { getLoggedModelView } from '../store/logged-models'

/** PENDING until the client says that its files are complete. */
export const createLoggedModel = defineCommand({
  name: 'registry.create-logged-model',
  permission: 'registry:write',
  input: createLoggedModelInput,
  output: loggedModel,
  audit: ['registry.logged-model-created'],
  async run(ctx, input) {
    const { tx, workspace, principal } = ctx
    const { number } = await lockExperiment(ctx, input.experimentId, 'active')
    const run = input.sourceRunId ? await lockRun(ctx, input.sourceRunId, 'any') : null
    const now = ctx.clock.now()
    const id = newId()
    const name = input.name || generateRunName(Math.random)
    await tx.loggedModel.create({
      data: {
        id,
        workspaceId: workspace.id,
        experiment: number,
        name,
        modelType: input.modelType,
        sourceRunId: run?.id ?? null,
        createdById: personIdOf(principal) ?? principal.id,
        createdByName: personNameOf(principal),
        createdAt: now,
        updatedAt: now,
      },
    })
    const owned = (pairs: typeof input.tags) =>
      [...new Map(pairs.map((pair) => [pair.key, pair.value]))].map(([key, value]) => ({
        workspaceId: workspace.id,
        modelId: id,
        key,
        value,
      }))
    await tx.loggedModelParam.createMany({ data: owned(input.params) })
    await tx.loggedModelTag.createMany({ data: owned(input.tags) })
    const modelId = modelIdText(id)
    await ctx.audit.record('registry.logged-model-created', {
      resources: [
        { kind: 'logged-model', id: modelId },
        ...(input.sourceRunId ? [{ kind: 'run', id: input.sourceRunId }] : []),
      ],
      after: { name, experimentId: input.experimentId },
    })
    return getLoggedModelView(tx, workspace.id, modelId)
  },
})
