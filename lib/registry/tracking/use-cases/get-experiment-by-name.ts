import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { experiment, experimentByNameInput } from '../experiment-contract'
import { experimentView } from '../store/experiments'

export const getExperimentByName = defineQuery({
  name: 'registry.get-experiment-by-name',
  permission: 'registry:read',
  input: experimentByNameInput,
  output: experiment,
  async run({ db, workspace }, { name }) {
    const where = { workspaceId_name: { workspaceId: workspace.id, name } }
    const row = await db.trackingExperiment.findUnique({ where, include: { tags: true } })
    if (!row) throw new AppError('not_found', { message: `Could not find experiment with name '${name}'` })
    return experimentView(row)
  },
})
