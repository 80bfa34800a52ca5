import { defineQuery } from '@/lib/server/operation'
import { artifactListing } from '../artifact-contract'
import { loggedModelArtifactsInput } from '../console-contract'
import { modelUuid } from '../domain/ids'
import { listDirectory } from '../domain/list-directory'
import { readTree } from '../store/artifact-tree'
import { getLoggedModelView } from '../store/logged-models'

/** What lies in a directory of a logged model, for the page of its run. */
export const listLoggedModelArtifacts = defineQuery({
  name: 'registry.list-logged-model-artifacts',
  permission: 'registry:read',
  input: loggedModelArtifactsInput,
  output: artifactListing,
  async run({ db, workspace }, { modelId, path }) {
    await getLoggedModelView(db, workspace.id, modelId)
    return { items: listDirectory(await readTree(db, workspace.id, modelUuid(modelId) ?? ''), path) }
  },
})
