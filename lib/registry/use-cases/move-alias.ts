import { AppError, notFound } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { aliasOutput, moveAliasInput } from '../contract'
import { requireUnprotected } from '../require-unprotected'
import { lockModel, touchModel } from '../store'

/** Points an alias at a READY version; every move stays in the history. */
export const moveAlias = defineCommand({
  name: 'registry.move-alias',
  permission: 'registry:move-alias',
  input: moveAliasInput,
  output: aliasOutput,
  audit: ['registry.alias-moved'],
  async run(ctx, { modelId, name, number, from, reason }) {
    const { tx, workspace, principal } = ctx
    const model = await lockModel(ctx, modelId)
    const version = await tx.modelVersion.findUnique({
      where: { workspaceId_modelId_number: { workspaceId: workspace.id, modelId, number } },
      select: { id: true, state: true },
    })
    if (!version) throw notFound('version')
    // Quarantine keeps a version from being deployed, not from being named: an alias serves nothing.
    if (version.state !== 'READY' && version.state !== 'QUARANTINED')
      throw new AppError('conflict', {
        message: `Version ${number} is ${version.state}; an alias names registered versions only.`,
        details: { reason: 'wrong_state' },
      })
    const id = { workspaceId: workspace.id, modelId, name }
    const where = { workspaceId_modelId_name: id }
    const before = await tx.modelAlias.findUnique({ where })
    if (from !== undefined && from !== (before?.number ?? null))
      throw new AppError('conflict', {
        message: `${name} names ${before ? `version ${before.number}` : 'nothing'} by now. Look again and retry.`,
        details: { reason: 'stale_alias', number: before?.number ?? null },
      })
    if (before?.number === number) return unchanged({ name, number, revision: before.revision })
    await requireUnprotected(ctx, { model, kind: 'alias', name, from: before?.number ?? null, to: number })
    const now = ctx.clock.now()
    const after = await tx.modelAlias.upsert({
      where,
      create: { ...id, number, updatedAt: now },
      update: { number, revision: { increment: 1 }, updatedAt: now },
    })
    await tx.aliasMove.create({
      data: {
        id: newId(),
        ...id,
        fromNumber: before?.number ?? null,
        toNumber: number,
        actorId: principal.id,
        actorName: principal.name,
        reason: reason ?? null,
        at: now,
      },
    })
    await touchModel(ctx, modelId)
    await ctx.audit.record('registry.alias-moved', {
      resources: [
        { kind: 'model', id: modelId },
        { kind: 'version', id: version.id },
      ],
      reason,
      before: { name, number: before?.number ?? null },
      after: { name, number },
    })
    return { name, number, revision: after.revision }
  },
})
