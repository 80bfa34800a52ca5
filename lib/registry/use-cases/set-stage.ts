import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { setStageInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { requireUnprotected } from '../require-unprotected'
import { lockModel, lockVersion, touchModel } from '../store'

/** The stage word of a version, for clients that still use stages. It moves nothing that serves. */
export const setStage = defineCommand({
  name: 'registry.set-stage',
  permission: 'registry:move-alias',
  input: setStageInput,
  output: versionOutput,
  audit: ['registry.stage-changed'],
  async run(ctx, { versionId, stage, archiveOthers, reason }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    if (version.state === 'ARCHIVED')
      throw new AppError('conflict', { message: `Version ${version.number} is archived.` })
    const model = await lockModel(ctx, version.modelId)
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    const shared = {
      workspaceId: workspace.id,
      modelId: model.id,
      stage,
      state: { not: 'ARCHIVED' },
      id: { not: versionId },
    }
    const others = await tx.modelVersion.findMany({
      where: shared,
      select: { id: true, number: true },
      orderBy: { number: 'desc' },
    })
    const archived = archiveOthers && stage !== 'Archived' && stage !== 'None' ? others : []
    if (version.stage === stage && archived.length === 0) return unchanged(await versionDetailOf(tx, where))
    const from = others[0]?.number ?? null
    await requireUnprotected(ctx, { model, kind: 'stage', name: stage, from, to: version.number })
    await tx.modelVersion.update({ where, data: { stage, revision: { increment: 1 } } })
    if (archived.length > 0)
      await tx.modelVersion.updateMany({
        where: { workspaceId: workspace.id, id: { in: archived.map(({ id }) => id) } },
        data: { stage: 'Archived', revision: { increment: 1 } },
      })
    await touchModel(ctx, model.id)
    await ctx.audit.record('registry.stage-changed', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: model.id },
      ],
      reason,
      before: { stage: version.stage },
      after: { stage, archivedNumbers: archived.map(({ number }) => number) },
    })
    return versionDetailOf(tx, where)
  },
})
