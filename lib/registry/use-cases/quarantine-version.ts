import { defineCommand } from '@/lib/server/operation'
import { quarantineInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { requirePersonHere } from '../require-person-here'
import { lockVersion, requireTransition, touchModel } from '../store'

/** A person withdraws a READY version from deployment. What serves already goes on; nothing new can be rolled out. */
export const quarantineVersion = defineCommand({
  name: 'registry.quarantine-version',
  permission: 'registry:archive',
  input: quarantineInput,
  output: versionOutput,
  audit: ['registry.version-quarantined'],
  async run(ctx, { versionId, reason }) {
    const { tx, workspace } = ctx
    requirePersonHere(ctx.principal)
    const version = await lockVersion(ctx, versionId)
    const state = requireTransition(version, 'quarantine')
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    await tx.modelVersion.update({ where, data: { state, stateReason: reason, revision: { increment: 1 } } })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.version-quarantined', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { state: version.state, verdict: version.verdict },
      after: { state, verdict: version.verdict, manifestDigest: version.manifestDigest },
    })
    return versionDetailOf(tx, where)
  },
})
