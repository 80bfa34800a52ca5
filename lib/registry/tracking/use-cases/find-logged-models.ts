import { defineQuery } from '@/lib/server/operation'
import { experimentNumber } from '../domain/ids'
import { findLoggedModelsInput, foundLoggedModels } from '../logged-model-contract'
import { readLoggedModels } from '../store/logged-models'
import { searchLoggedModelIds } from '../store/search-logged-models'

/** Logged models of some experiments, filtered and ordered in the words of MLflow. */
export const findLoggedModels = defineQuery({
  name: 'registry.find-logged-models',
  permission: 'registry:read',
  input: findLoggedModelsInput,
  output: foundLoggedModels,
  async run({ db, workspace }, { experimentIds, ...search }) {
    const experiments = experimentIds.map(experimentNumber).filter((number) => number !== null)
    const { ids, next } = await searchLoggedModelIds(db, workspace.id, { ...search, experiments })
    return { items: await readLoggedModels(db, workspace.id, ids), next }
  },
})
