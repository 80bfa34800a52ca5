import { AppError } from '@/lib/kernel/app-error'
import type { StoredBlob } from '@/lib/server/blob-store'
import type { CommandContext } from '@/lib/server/operation'
import { foldPath } from './domain/file-path'
import { MAX_VERSION_BYTES, MAX_VERSION_FILES } from './domain/limits'
import { requireFilePath } from './require-file-path'
import { lockVersion, requireTransition } from './store'

interface NamedBlob extends StoredBlob {
  versionId: string
  path: string
}

interface AttachedFile {
  file: { path: string; sha256: string; sizeBytes: string }
  changed: boolean
}

function requireRoom(path: string, files: readonly { path: string; sizeBytes: bigint }[], sizeBytes: bigint): void {
  const others = files.filter((file) => file.path !== path)
  const twin = others.find((file) => foldPath(file.path) === foldPath(path))
  if (twin)
    throw new AppError('conflict', {
      message: `${path} and ${twin.path} are one name on some systems.`,
      details: { reason: 'bad_path' },
    })
  if (others.length >= MAX_VERSION_FILES)
    throw new AppError('invalid', { message: `A version holds at most ${MAX_VERSION_FILES} files.` })
  if (others.reduce((sum, file) => sum + file.sizeBytes, sizeBytes) > BigInt(MAX_VERSION_BYTES))
    throw new AppError('payload_too_large', { message: `A version holds at most ${MAX_VERSION_BYTES} bytes.` })
}

/** Waits for a collection of these bytes that is under way; what it took away cannot be named any more. */
async function requireKept(ctx: CommandContext, sha256: string): Promise<void> {
  const rows = await ctx.tx.$queryRaw<unknown[]>`SELECT 1 FROM "Blob" WHERE sha256 = ${sha256} FOR KEY SHARE`
  if (rows.length === 0)
    throw new AppError('conflict', {
      message: 'These bytes are not stored (any more). Upload the file again.',
      details: { reason: 'not_stored' },
    })
}

/** A version in PENDING names bytes that are stored. The bytes come first: a version never points at bytes that are not there. */
export async function attachStoredFile(ctx: CommandContext, input: NamedBlob): Promise<AttachedFile> {
  const { tx, workspace } = ctx
  const path = requireFilePath(input.path)
  const version = await lockVersion(ctx, input.versionId)
  requireTransition(version, 'attach-file')
  const key = { workspaceId: workspace.id, versionId: version.id }
  const files = await tx.versionFile.findMany({ where: key })
  const before = files.find((file) => file.path === path)
  const after = { path, sha256: input.sha256, sizeBytes: BigInt(input.sizeBytes) }
  requireRoom(path, files, after.sizeBytes)
  const file = { ...after, sizeBytes: after.sizeBytes.toString() }
  if (before?.sha256 === after.sha256) return { file, changed: false }
  await requireKept(ctx, after.sha256)
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
  return { file, changed: true }
}
