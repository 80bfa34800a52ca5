import { defineQuery } from '@/lib/server/operation'
import { artifactListing, artifactRef } from '../artifact-contract'
import { listDirectory } from '../domain/list-directory'
import { needPlace } from '../store/artifact-place'
import { readPlace } from '../store/artifact-tree'

/** What lies directly in a directory of a run, logged model or version. */
export const listArtifacts = defineQuery({
  name: 'registry.list-artifacts',
  permission: 'registry:read',
  input: artifactRef,
  output: artifactListing,
  async run({ db, workspace }, { path }) {
    const place = await needPlace(db, workspace.id, path)
    return { items: listDirectory(await readPlace(db, workspace.id, place), place.rest) }
  },
})
