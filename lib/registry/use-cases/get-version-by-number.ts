import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { versionByNumberInput, versionOutput } from '../contract'
import { modelWhere, versionDetailOf } from '../reads'

export const getVersionByNumber = defineQuery({
  name: 'registry.get-version-by-number',
  permission: 'registry:read',
  input: versionByNumberInput,
  output: versionOutput,
  async run({ db, workspace }, { modelId, number }) {
    const model = await db.model.findUnique({ where: modelWhere(workspace.id, modelId), select: { id: true } })
    if (!model) throw notFound('model')
    const key = { workspaceId: workspace.id, modelId: model.id, number }
    return versionDetailOf(db, { workspaceId_modelId_number: key })
  },
})
