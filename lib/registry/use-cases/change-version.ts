import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeVersionInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { lockVersion, requireRevision, touchModel } from '../store'

/** Words about a version may change at any time; its content never does after READY. */
export const changeVersion = defineCommand({
  name: 'registry.change-version',
  permission: 'registry:write',
  input: changeVersionInput,
  output: versionOutput,
  audit: ['registry.version-changed'],
  async run(ctx, { versionId, revision, ...input }) {
    const version = await lockVersion(ctx, versionId)
    if (revision !== undefined) requireRevision(version, revision)
    const where = { workspaceId_id: { workspaceId: ctx.workspace.id, id: versionId } }
    const before = { description: version.description, card: version.card }
    const after = { description: input.description ?? before.description, card: input.card ?? before.card }
    if (JSON.stringify(before) === JSON.stringify(after)) return unchanged(await versionDetailOf(ctx.tx, where))
    await ctx.tx.modelVersion.update({ where, data: { ...after, revision: { increment: 1 } } })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.version-changed', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      before,
      after,
    })
    return versionDetailOf(ctx.tx, where)
  },
})
