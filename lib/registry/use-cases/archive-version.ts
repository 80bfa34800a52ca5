import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { archiveRefusal } from '../archive-refusal'
import { archiveVersionInput, versionOutput } from '../contract'
import { dropAlias } from '../drop-alias'
import { versionDetailOf } from '../reads'
import { requireUnprotected } from '../require-unprotected'
import { lockModel, lockVersion, requireTransition, touchModel } from '../store'

/** Hides a version; its number, bytes and history stay. What serves or is held is refused by the database itself. */
export const archiveVersion = defineCommand({
  name: 'registry.archive-version',
  permission: 'registry:archive',
  input: archiveVersionInput,
  output: versionOutput,
  audit: ['registry.version-archived', 'registry.alias-removed'],
  async run(ctx, { versionId, removeAliases, reason }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    if (version.state === 'ARCHIVED') return unchanged(await versionDetailOf(tx, where))
    const state = requireTransition(version, 'archive')
    const model = await lockModel(ctx, version.modelId)
    const aliases = await tx.modelAlias.findMany({
      where: { workspaceId: workspace.id, modelId: version.modelId, number: version.number },
    })
    if (aliases.length > 0 && !removeAliases)
      throw new AppError('conflict', {
        message: `Version ${version.number} is named by ${aliases.map((a) => a.name).join(', ')}. Move or remove the alias first.`,
        details: { reason: 'aliased' },
      })
    for (const { name } of aliases)
      await requireUnprotected(ctx, { model, kind: 'alias', name, from: version.number, to: null })
    for (const alias of aliases) await dropAlias(ctx, alias, reason ?? null)
    try {
      await tx.modelVersion.update({ where, data: { state, revision: { increment: 1 } } })
    } catch (error) {
      throw archiveRefusal(error)
    }
    await touchModel(ctx, version.modelId)
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
