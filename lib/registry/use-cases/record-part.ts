import { defineCommand, unchanged } from '@/lib/server/operation'
import { ownUpload, requireOpen } from '../read-upload'
import { recordPartInput, uploadPart } from '../upload-contract'

/** Notes a part that the store holds. No event: parts are nobody's content until the upload is complete, and that is one event. */
export const recordPart = defineCommand({
  name: 'registry.record-part',
  permission: 'registry:write',
  input: recordPartInput,
  output: uploadPart,
  audit: ['registry.file-uploaded'],
  async run({ tx, workspace, principal }, { uploadId, number, ...part }) {
    requireOpen(await ownUpload(tx, { workspaceId: workspace.id, principal }, uploadId))
    await tx.uploadPart.upsert({
      where: { uploadId_number: { uploadId, number } },
      create: { uploadId, number, ...part },
      update: part,
    })
    return unchanged({ number, sizeBytes: part.sizeBytes, sha256: part.sha256 })
  },
})
