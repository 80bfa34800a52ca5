import { defineQuery } from '@/lib/server/operation'
import { loggedModel, loggedModelRef } from '../logged-model-contract'
import { getLoggedModelView } from '../store/logged-models'

export const getLoggedModel = defineQuery({
  name: 'registry.get-logged-model',
  permission: 'registry:read',
  input: loggedModelRef,
  output: loggedModel,
  run: ({ db, workspace }, { modelId }) => getLoggedModelView(db, workspace.id, modelId),
})
