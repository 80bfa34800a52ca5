import { defineCommand, unchanged } from '@/lib/server/operation'
import { refuseImportInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { lockVersion, requireTransition, touchModel } from '../store'

/** The source could not be copied: the version never gets files, and says why. */
export const refuseImport = defineCommand({
  name: 'registry.refuse-import',
  permission: 'registry:settle',
  input: refuseImportInput,
  output: versionOutput,
  audit: ['registry.version-refused'],
  async run(ctx, { versionId, reason }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    if (version.state !== 'PENDING') return unchanged(await versionDetailOf(tx, where))
    const state = requireTransition(version, 'refuse-import')
    await tx.modelVersion.update({ where, data: { state, stateReason: reason, revision: { increment: 1 } } })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.version-refused', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { state: version.state },
      after: { state },
      data: { source: version.source },
    })
    return versionDetailOf(tx, where)
  },
})
