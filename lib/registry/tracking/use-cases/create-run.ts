import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand } from '@/lib/server/operation'
import { clientOf } from '../../mlflow/client-of'
import { generateRunName } from '../domain/generate-run-name'
import { runIdText } from '../domain/ids'
import { createRunInput, run } from '../run-contract'
import { lockExperiment } from '../store/experiments'
import { getRunView } from '../store/read-runs'

const RUN_NAME = 'mlflow.runName'

export const createRun = defineCommand({
  name: 'registry.create-run',
  permission: 'registry:write',
  input: createRunInput,
  output: run,
  audit: ['registry.run-created'],
  async run(ctx, input) {
    const { tx, workspace, principal } = ctx
    const { number } = await lockExperiment(ctx, input.experimentId, 'active')
    const now = ctx.clock.now()
    const id = newId()
    const tags = new Map(input.tags.map((tag) => [tag.key, tag.value]))
    const name = input.name || tags.get(RUN_NAME) || generateRunName(Math.random)
    if (!tags.has(RUN_NAME)) tags.set(RUN_NAME, name)
    await tx.trackingRun.create({
      data: {
        id,
        workspaceId: workspace.id,
        experiment: number,
        name,
        userId: input.userId || personNameOf(principal),
        startMs: input.startMs ?? now.getTime(),
        createdById: personIdOf(principal) ?? principal.id,
        createdByName: personNameOf(principal),
        client: clientOf(ctx.client?.userAgent ?? null)?.full ?? null,
        createdAt: now,
        updatedAt: now,
      },
    })
    await tx.runTag.createMany({
      data: [...tags].map(([key, value]) => ({ workspaceId: workspace.id, runId: id, key, value })),
    })
    await ctx.audit.record('registry.run-created', {
      resources: [
        { kind: 'run', id: runIdText(id) },
        { kind: 'experiment', id: input.experimentId },
      ],
      after: { name, client: ctx.client?.userAgent ?? null },
    })
    return getRunView(tx, workspace.id, runIdText(id))
  },
})
