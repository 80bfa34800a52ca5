import { defineQuery } from '@/lib/server/operation'
import { ownUpload, uploadState } from '../read-upload'
import { uploadOutput, uploadRef } from '../upload-contract'

/** Which parts have arrived: everything that a broken upload needs to go on. */
export const getUpload = defineQuery({
  name: 'registry.get-upload',
  permission: 'registry:write',
  input: uploadRef,
  output: uploadOutput,
  async run({ db, workspace, principal }, { uploadId }) {
    return uploadState(await ownUpload(db, { workspaceId: workspace.id, principal }, uploadId))
  },
})
