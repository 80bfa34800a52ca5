import { defineQuery } from '@/lib/server/operation'
import { completeUploadInput, joinPlan } from '../artifact-contract'
import { needPlace, requireMutable } from '../store/artifact-place'
import { needUpload, requireAllParts } from '../store/uploads'

/** Asked before parts are joined, which takes its time outside of any transaction. */
export const prepareArtifactJoin = defineQuery({
  name: 'registry.prepare-artifact-join',
  permission: 'registry:write',
  input: completeUploadInput,
  output: joinPlan,
  async run({ db, workspace }, { parts, ...ref }) {
    const upload = await needUpload(db, workspace.id, ref)
    if (upload.state === 'COMPLETE') return { isComplete: true, storeName: upload.storeName }
    requireAllParts(upload, parts)
    await requireMutable(db, workspace.id, await needPlace(db, workspace.id, upload.path))
    return { isComplete: false, storeName: upload.storeName }
  },
})
