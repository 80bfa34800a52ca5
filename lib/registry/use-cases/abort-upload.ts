import { defineCommand } from '@/lib/server/operation'
import { discardJob } from '../discard-job'
import { ownUpload, requireOpen, uploadState } from '../read-upload'
import { uploadOutput, uploadRef } from '../upload-contract'

/** Forgets an upload and its parts; answers what was forgotten. */
export const abortUpload = defineCommand({
  name: 'registry.abort-upload',
  permission: 'registry:write',
  input: uploadRef,
  output: uploadOutput,
  audit: ['registry.upload-aborted'],
  async run(ctx, { uploadId }) {
    const { tx, workspace, principal } = ctx
    await tx.$queryRaw`SELECT 1 FROM "Upload" WHERE id = ${uploadId}::uuid FOR UPDATE`
    const upload = await ownUpload(tx, { workspaceId: workspace.id, principal }, uploadId)
    requireOpen(upload)
    await tx.upload.delete({ where: { id: uploadId } })
    await ctx.jobs.enqueue(discardJob, { storeName: upload.storeName }, { key: `${discardJob.name}:${uploadId}` })
    await ctx.audit.record('registry.upload-aborted', {
      resources: [
        { kind: 'version', id: upload.versionId },
        { kind: 'model', id: upload.version.modelId },
      ],
      before: { uploadId, path: upload.path, sizeBytes: upload.sizeBytes, parts: upload.parts.length },
    })
    return uploadState(upload)
  },
})
