import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { createUploadInput, uploadView } from '../artifact-contract'
import { lockMutable } from '../store/artifact-place'

/** Opens the way for a large file in parts; `storeName` is where the blob store keeps them. */
export const createArtifactUpload = defineCommand({
  name: 'registry.create-artifact-upload',
  permission: 'registry:write',
  input: createUploadInput,
  output: uploadView,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { path, partCount, storeName }) {
    const { tx, workspace, principal } = ctx
    const { ownerId, rest } = await lockMutable(tx, workspace.id, path)
    if (rest === '') throw new AppError('invalid', { message: 'Name a file below the artifact root.' })
    const id = newId()
    const facts = { workspaceId: workspace.id, ownerId, path, partCount, storeName, createdById: principal.id }
    await tx.artifactUpload.create({ data: { id, ...facts, createdAt: ctx.clock.now() } })
    return unchanged({ uploadId: id })
  },
})
