import { defineCommand, unchanged } from '@/lib/server/operation'
import { discardJob } from '../../discard-job'
import { joinedUploadInput } from '../artifact-contract'
import { attachArtifact } from '../attach-artifact'
import { needUpload } from '../store/uploads'
import { trackingDone } from '../tracking-values'

/** Names the file whose parts were joined. Asked again, it answers the same. */
export const completeArtifactUpload = defineCommand({
  name: 'registry.complete-artifact-upload',
  permission: 'registry:write',
  input: joinedUploadInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { path, uploadId, sha256, sizeBytes }) {
    const { tx, workspace } = ctx
    await tx.$queryRaw`SELECT 1 FROM "ArtifactUpload" WHERE id = ${uploadId}::uuid FOR UPDATE`
    const upload = await needUpload(tx, workspace.id, { uploadId, path })
    if (upload.state === 'COMPLETE') return unchanged({})
    await attachArtifact(ctx, { path: upload.path, sha256, sizeBytes })
    await tx.artifactUpload.update({ where: { id: uploadId }, data: { state: 'COMPLETE', sha256 } })
    const { storeName } = upload
    await ctx.jobs.enqueue(discardJob, { storeName }, { key: `${discardJob.name}:${uploadId}` })
    return unchanged({})
  },
})
