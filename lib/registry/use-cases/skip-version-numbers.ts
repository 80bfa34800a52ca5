import { z } from 'zod'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { lockModel } from '../store'

const INT32_MAX = 2_147_483_647

/** Lets the next version of a model have a higher number, so that versions that are taken over keep theirs. Numbers never go back. */
export const skipVersionNumbers = defineCommand({
  name: 'registry.skip-version-numbers',
  permission: 'registry:write',
  input: z.strictObject({ modelId: z.uuid(), next: z.int().min(1).max(INT32_MAX) }),
  output: z.object({ next: z.int() }),
  audit: ['registry.model-changed'],
  async run(ctx, { modelId, next }) {
    const { tx, workspace } = ctx
    const model = await lockModel(ctx, modelId)
    if (next <= model.nextVersion) return unchanged({ next: model.nextVersion })
    await tx.model.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: modelId } },
      data: { nextVersion: next, revision: { increment: 1 }, updatedAt: ctx.clock.now() },
    })
    await ctx.audit.record('registry.model-changed', {
      resources: [{ kind: 'model', id: modelId }],
      before: { nextVersion: model.nextVersion },
      after: { nextVersion: next },
    })
    return { next }
  },
})
