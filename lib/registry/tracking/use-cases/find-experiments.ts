import { defineQuery } from '@/lib/server/operation'
import { findExperimentsInput, foundExperiments } from '../experiment-contract'
import { experimentView } from '../store/experiments'
import { searchExperimentNumbers } from '../store/search-experiments'

/** Experiments filtered and ordered in the words of MLflow. */
export const findExperiments = defineQuery({
  name: 'registry.find-experiments',
  permission: 'registry:read',
  input: findExperimentsInput,
  output: foundExperiments,
  async run({ db, workspace }, search) {
    const { numbers, next } = await searchExperimentNumbers(db, workspace.id, search)
    const rows = await db.trackingExperiment.findMany({
      where: { workspaceId: workspace.id, number: { in: numbers } },
      include: { tags: true },
    })
    const byNumber = new Map(rows.map((row) => [row.number, experimentView(row)]))
    return { items: numbers.map((number) => byNumber.get(number)).filter((item) => item !== undefined), next }
  },
})
