import { defineCommand, unchanged } from '@/lib/server/operation'
import { discardJob } from '../../discard-job'
import { uploadRef } from '../artifact-contract'
import { needUpload } from '../store/uploads'
import { trackingDone } from '../tracking-values'

export const abortArtifactUpload = defineCommand({
  name: 'registry.abort-artifact-upload',
  permission: 'registry:write',
  input: uploadRef,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, ref) {
    const upload = await needUpload(ctx.tx, ctx.workspace.id, ref)
    await ctx.tx.artifactUpload.delete({ where: { id: upload.id } })
    const { storeName } = upload
    await ctx.jobs.enqueue(discardJob, { storeName }, { key: `${discardJob.name}:${upload.id}` })
    return unchanged({})
  },
})
