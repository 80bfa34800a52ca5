import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { archiveVersionInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { lockModel, lockVersion, requireTransition } from '../store'

export const archiveVersion = defineCommand({
  name: 'registry.archive-version',
  permission: 'registry:archive',
  input: archiveVersionInput,
  output: versionOutput,
  audit: ['registry.version-archived'],
  async run(ctx, { versionId, reason }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    if (version.state === 'ARCHIVED') return unchanged(await versionDetailOf(tx, where))
    const state = requireTransition(version, 'archive')
    await lockModel(ctx, version.modelId)
    const aliases = await tx.modelAlias.findMany({
      where: { workspaceId: workspace.id, modelId: version.modelId, number: version.number },
    })
    if (aliases.length > 0)
      throw new AppError('conflict', {
        message: `Version ${version.number} is named by ${aliases.map((a) => a.name).join(', ')}. Move or remove the alias first.`,
        details: { reason: 'aliased' },
      })
    await tx.modelVersion.update({ where, data: { state, revision: { increment: 1 } } })
    await tx.model.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: version.modelId } },
      data: { updatedAt: ctx.clock.now() },
    })
    await ctx.audit.record('registry.version-archived', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { state: version.state },
      after: { state },
    })
    return versionDetailOf(tx, where)
  },
})
