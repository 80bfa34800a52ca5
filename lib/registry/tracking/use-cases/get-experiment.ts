import { defineQuery } from '@/lib/server/operation'
import { experiment, experimentRef } from '../experiment-contract'
import { getExperimentView } from '../store/experiments'

export const getExperiment = defineQuery({
  name: 'registry.get-experiment',
  permission: 'registry:read',
  input: experimentRef,
  output: experiment,
  run: ({ db, workspace }, { experimentId }) => getExperimentView(db, workspace.id, experimentId),
})
