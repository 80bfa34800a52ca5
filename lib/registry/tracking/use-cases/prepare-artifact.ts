import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { artifactRef } from '../artifact-contract'
import { needPlace, requireMutable } from '../store/artifact-place'
import { trackingDone } from '../tracking-values'

/** Asked before a byte is read: nobody fills the disk for something that would not take the file. */
export const prepareArtifact = defineQuery({
  name: 'registry.prepare-artifact',
  permission: 'registry:write',
  input: artifactRef,
  output: trackingDone,
  async run({ db, workspace }, { path }) {
    const place = await requireMutable(db, workspace.id, await needPlace(db, workspace.id, path))
    if (place.rest === '') throw new AppError('invalid', { message: 'Name a file below the artifact root.' })
    return {}
  },
})
