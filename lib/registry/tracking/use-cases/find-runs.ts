import { defineQuery } from '@/lib/server/operation'
import { experimentNumber } from '../domain/ids'
import { findRunsInput, foundRuns } from '../run-contract'
import { readRuns } from '../store/read-runs'
import { searchRunIds } from '../store/search-runs'

/** Runs of some experiments, filtered and ordered in the words of MLflow. */
export const findRuns = defineQuery({
  name: 'registry.find-runs',
  permission: 'registry:read',
  input: findRunsInput,
  output: foundRuns,
  async run({ db, workspace }, { experimentIds, ...search }) {
    const experiments = experimentIds.map(experimentNumber).filter((number) => number !== null)
    const { ids, next } = await searchRunIds(db, workspace.id, { ...search, experiments })
    return { items: await readRuns(db, workspace.id, ids), next }
  },
})
