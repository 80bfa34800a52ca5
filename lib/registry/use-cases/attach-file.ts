import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { attachFileInput, fileOutput } from '../contract'
import { foldPath } from '../domain/file-path'
import { MAX_VERSION_FILES } from '../domain/limits'
import { requireFilePath } from '../require-file-path'
import { lockVersion, requireTransition } from '../store'

/** Names a blob that is already stored. The bytes come first: a version never points at bytes that are not there. */
export const attachFile = defineCommand({
  name: 'registry.attach-file',
  permission: 'registry:write',
  input: attachFileInput,
  output: fileOutput,
  audit: ['registry.file-uploaded'],
  async run(ctx, input) {
    const { tx, workspace } = ctx
    const path = requireFilePath(input.path)
    const version = await lockVersion(ctx, input.versionId)
    requireTransition(version, 'attach-file')
    const files = await tx.versionFile.findMany({ where: { workspaceId: workspace.id, versionId: version.id } })
    const before = files.find((file) => file.path === path)
    const twin = files.find((file) => file.path !== path && foldPath(file.path) === foldPath(path))
    if (twin)
      throw new AppError('conflict', {
        message: `${path} and ${twin.path} are one name on some systems.`,
        details: { reason: 'bad_path' },
      })
    if (!before && files.length >= MAX_VERSION_FILES)
      throw new AppError('invalid', { message: `A version holds at most ${MAX_VERSION_FILES} files.` })
    const after = { path, sha256: input.sha256, sizeBytes: BigInt(input.sizeBytes) }
    const answer = { ...after, sizeBytes: after.sizeBytes.toString() }
    if (before?.sha256 === after.sha256) return unchanged(answer)
    await tx.blob.createMany({ data: [{ sha256: after.sha256, sizeBytes: after.sizeBytes }], skipDuplicates: true })
    const key = { workspaceId: workspace.id, versionId: version.id }
    await tx.versionFile.upsert({
      where: { workspaceId_versionId_path: { ...key, path } },
      create: { ...key, ...after },
      update: { sha256: after.sha256, sizeBytes: after.sizeBytes },
    })
    await ctx.audit.record('registry.file-uploaded', {
      resources: [
        { kind: 'version', id: version.id },
        { kind: 'model', id: version.modelId },
      ],
      before: before ? { path, sha256: before.sha256, sizeBytes: before.sizeBytes } : null,
      after,
    })
    return answer
  },
})
