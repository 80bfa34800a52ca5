import { defineQuery } from '@/lib/server/operation'
import { type ExperimentDetail, experimentDetail } from '../console-contract'
import { experimentRef } from '../experiment-contract'
import { RUN_STATUSES } from '../run-contract'
import { getExperimentView } from '../store/experiments'

/** An experiment for its page, with its runs counted by status. */
export const getExperimentDetail = defineQuery({
  name: 'registry.get-experiment-detail',
  permission: 'registry:read',
  input: experimentRef,
  output: experimentDetail,
  async run({ db, workspace }, { experimentId }) {
    const view = await getExperimentView(db, workspace.id, experimentId)
    const groups = await db.trackingRun.groupBy({
      by: ['status', 'lifecycle'],
      where: { workspaceId: workspace.id, experiment: Number(experimentId) },
      _count: true,
    })
    const active = Object.fromEntries(
      RUN_STATUSES.map((status) => [
        status,
        groups.find((group) => group.status === status && group.lifecycle === 'active')?._count ?? 0,
      ]),
    ) as ExperimentDetail['runs']['active']
    const deleted = groups.filter((group) => group.lifecycle === 'deleted').reduce((sum, one) => sum + one._count, 0)
    return { ...view, runs: { active, deleted } }
  },
})
