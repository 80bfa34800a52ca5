import { AppError } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import { lockMutable } from './store/artifact-place'
import { requireFreeName } from './store/artifact-tree'
import { recordWrite } from './store/ledger'

interface StoredFile {
  path: string
  sha256: string
  sizeBytes: number
}

/** Names bytes that are already stored, in the tree of a run or logged model; a name that was there names the new bytes. */
export async function attachArtifact(
  ctx: CommandContext,
  { path: rawPath, sha256, sizeBytes }: StoredFile,
): Promise<void> {
  const { tx, workspace } = ctx
  const { ownerId, rest: path } = await lockMutable(tx, workspace.id, rawPath)
  if (path === '') throw new AppError('invalid', { message: 'Name a file below the artifact root.' })
  await requireFreeName(tx, workspace.id, ownerId, path)
  const key = { workspaceId: workspace.id, ownerId, path }
  const content = { sha256, sizeBytes, updatedAt: ctx.clock.now() }
  await tx.artifactEntry.upsert({
    where: { workspaceId_ownerId_path: key },
    create: { ...key, ...content },
    update: content,
  })
  await recordWrite(ctx, { operation: 'put-artifact', subjectId: ownerId, content: [path, sha256] })
}
