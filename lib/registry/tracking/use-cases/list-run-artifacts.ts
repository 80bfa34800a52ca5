import { defineQuery } from '@/lib/server/operation'
import { artifactListing, runArtifactsInput } from '../artifact-contract'
import { runUuid } from '../domain/ids'
import { listDirectory } from '../domain/list-directory'
import { readTree } from '../store/artifact-tree'
import { getRunView } from '../store/read-runs'

/** What lies in a directory of a run, for its page. */
export const listRunArtifacts = defineQuery({
  name: 'registry.list-run-artifacts',
  permission: 'registry:read',
  input: runArtifactsInput,
  output: artifactListing,
  async run({ db, workspace }, { runId, path }) {
    await getRunView(db, workspace.id, runId)
    return { items: listDirectory(await readTree(db, workspace.id, runUuid(runId) ?? ''), path) }
  },
})
