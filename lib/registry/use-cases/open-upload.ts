import { personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { blobs } from '@/lib/server/blobs'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { MAX_FILE_BYTES, MAX_OPEN_UPLOADS, UPLOAD_LIFE_MS } from '../domain/limits'
import { PART_BYTES } from '../domain/upload-plan'
import { uploadParts, uploadState } from '../read-upload'
import { requireFilePath } from '../require-file-path'
import { lockVersion, requireTransition } from '../store'
import { openUploadInput, uploadOutput } from '../upload-contract'

/** Opens an upload in parts, or answers the one that the same caller has open for the same file: that is how it goes on. */
export const openUpload = defineCommand({
  name: 'registry.open-upload',
  permission: 'registry:write',
  input: openUploadInput,
  output: uploadOutput,
  audit: ['registry.upload-opened'],
  async run(ctx, input) {
    const { tx, workspace, principal, clock } = ctx
    const path = requireFilePath(input.path)
    if (input.sizeBytes > MAX_FILE_BYTES)
      throw new AppError('payload_too_large', { message: `A file holds at most ${MAX_FILE_BYTES} bytes.` })
    const version = await lockVersion(ctx, input.versionId)
    requireTransition(version, 'attach-file')
    const own = { workspaceId: workspace.id, createdById: principal.id, state: 'OPEN' }
    const same = { versionId: version.id, path, sizeBytes: BigInt(input.sizeBytes), sha256: input.sha256 ?? null }
    const now = clock.now()
    const before = await tx.upload.findFirst({
      where: { ...own, ...same, expiresAt: { gt: now } },
      include: uploadParts,
      orderBy: { createdAt: 'desc' },
    })
    if (before) return unchanged(uploadState(before))
    if ((await tx.upload.count({ where: own })) >= MAX_OPEN_UPLOADS)
      throw new AppError('conflict', {
        message: `You have ${MAX_OPEN_UPLOADS} uploads open. Finish or abort some; all end by themselves after a day.`,
        details: { reason: 'too_many_uploads' },
      })
    const upload = await tx.upload.create({
      data: {
        id: newId(),
        ...own,
        ...same,
        createdByName: personNameOf(principal),
        partBytes: PART_BYTES,
        // Should the transaction fail, the empty upload is swept with the others that nobody knows.
        storeName: await blobs().parts.begin(),
        createdAt: now,
        expiresAt: new Date(now.getTime() + UPLOAD_LIFE_MS),
      },
      include: uploadParts,
    })
    await ctx.audit.record('registry.upload-opened', {
      resources: [
        { kind: 'version', id: version.id },
        { kind: 'model', id: version.modelId },
      ],
      after: { uploadId: upload.id, path, sizeBytes: same.sizeBytes, sha256: same.sha256 },
    })
    return uploadState(upload)
  },
})
