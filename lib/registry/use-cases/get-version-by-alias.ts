import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { versionByAliasInput, versionOutput } from '../contract'
import { modelWhere, versionDetailOf } from '../reads'

export const getVersionByAlias = defineQuery({
  name: 'registry.get-version-by-alias',
  permission: 'registry:read',
  input: versionByAliasInput,
  output: versionOutput,
  async run({ db, workspace }, { modelId, name }) {
    const model = await db.model.findUnique({
      where: modelWhere(workspace.id, modelId),
      select: { id: true, aliases: { where: { name }, select: { number: true } } },
    })
    const alias = model?.aliases[0]
    if (!model || !alias) throw notFound(model ? 'alias' : 'model')
    const key = { workspaceId: workspace.id, modelId: model.id, number: alias.number }
    return versionDetailOf(db, { workspaceId_modelId_number: key })
  },
})
