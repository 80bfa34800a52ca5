import { defineQuery } from '@/lib/server/operation'
import { getModelInput, modelOutput } from '../contract'
import { modelDetailOf } from '../reads'

export const getModel = defineQuery({
  name: 'registry.get-model',
  permission: 'registry:read',
  input: getModelInput,
  output: modelOutput,
  run: ({ db, workspace }, { modelId }) => modelDetailOf(db, workspace.id, modelId),
})
