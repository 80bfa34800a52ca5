import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand } from '@/lib/server/operation'
import { createVersionInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { takeNumber } from '../take-number'

export const createVersion = defineCommand({
  name: 'registry.create-version',
  permission: 'registry:write',
  input: createVersionInput,
  output: versionOutput,
  audit: ['registry.version-created'],
  async run(ctx, { modelId, tags, ...input }) {
    const { tx, workspace, principal } = ctx
    const now = ctx.clock.now()
    const { number } = await takeNumber(ctx, modelId)
    const id = newId()
    await tx.modelVersion.create({
      data: {
        id,
        workspaceId: workspace.id,
        modelId,
        number,
        state: 'PENDING',
        ...input,
        createdById: personIdOf(principal) ?? principal.id,
        createdByName: personNameOf(principal),
        createdAt: now,
      },
    })
    const rows = Object.entries(tags).map(([key, value]) => ({ workspaceId: workspace.id, versionId: id, key, value }))
    if (rows.length > 0) await tx.versionTag.createMany({ data: rows })
    await ctx.audit.record('registry.version-created', {
      resources: [
        { kind: 'version', id },
        { kind: 'model', id: modelId },
      ],
      after: { number, ...input, tags },
    })
    return versionDetailOf(tx, { workspaceId_id: { workspaceId: workspace.id, id } })
  },
})
