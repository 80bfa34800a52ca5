import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { attachStoredFile } from '../attach-stored-file'
import { fileOutput } from '../contract'
import { discardJob } from '../discard-job'
import { ownUpload } from '../read-upload'
import { completeUploadInput } from '../upload-contract'

/** Names the file whose parts were joined, and ends the upload. Asked again, it answers the same. */
export const completeUpload = defineCommand({
  name: 'registry.complete-upload',
  permission: 'registry:write',
  input: completeUploadInput,
  output: fileOutput,
  audit: ['registry.file-uploaded'],
  async run(ctx, { uploadId, sha256, sizeBytes }) {
    const { tx, workspace, principal } = ctx
    await tx.$queryRaw`SELECT 1 FROM "Upload" WHERE id = ${uploadId}::uuid FOR UPDATE`
    const upload = await ownUpload(tx, { workspaceId: workspace.id, principal }, uploadId)
    if (upload.state === 'DONE' && upload.sha256 === sha256)
      return unchanged({ path: upload.path, sha256, sizeBytes: upload.sizeBytes.toString() })
    if (upload.state !== 'OPEN' || upload.sizeBytes !== BigInt(sizeBytes))
      throw new AppError('conflict', { message: 'This upload ended differently meanwhile. Open a new one.' })
    const { versionId, path, storeName } = upload
    const { file, changed } = await attachStoredFile(ctx, { versionId, path, sha256, sizeBytes })
    await tx.upload.update({ where: { id: uploadId }, data: { state: 'DONE', sha256 } })
    await ctx.jobs.enqueue(discardJob, { storeName }, { key: `${discardJob.name}:${uploadId}` })
    return changed ? file : unchanged(file)
  },
})
