import { defineCommand, unchanged } from '@/lib/server/operation'
import { aliasOutput, removeAliasInput } from '../contract'
import { dropAlias } from '../drop-alias'
import { requireUnprotected } from '../require-unprotected'
import { lockModel, touchModel } from '../store'

export const removeAlias = defineCommand({
  name: 'registry.remove-alias',
  permission: 'registry:move-alias',
  input: removeAliasInput,
  output: aliasOutput,
  audit: ['registry.alias-removed'],
  async run(ctx, { modelId, name, reason }) {
    const { tx, workspace } = ctx
    const model = await lockModel(ctx, modelId)
    const where = { workspaceId_modelId_name: { workspaceId: workspace.id, modelId, name } }
    const before = await tx.modelAlias.findUnique({ where })
    if (!before) return unchanged({ name, number: null, revision: null })
    await requireUnprotected(ctx, { model, kind: 'alias', name, from: before.number, to: null })
    await dropAlias(ctx, before, reason ?? null)
    await touchModel(ctx, modelId)
    return { name, number: null, revision: null }
  },
})
