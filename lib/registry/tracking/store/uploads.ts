import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { ArtifactUpload } from '@/prisma/generated/client'

/** The upload under this id, if it is one of this workspace for this very path. */
export async function needUpload(
  db: Db,
  workspaceId: string,
  { uploadId, path }: { uploadId: string; path: string },
): Promise<ArtifactUpload> {
  const upload = await db.artifactUpload.findUnique({ where: { id: uploadId } })
  if (!upload || upload.workspaceId !== workspaceId || upload.path !== path) throw notFound('upload')
  return upload
}

/** Parts from 1 to the last, each once. */
export function requireAllParts({ partCount }: ArtifactUpload, parts: readonly { number: number }[]): void {
  const isWhole = parts.length === partCount && parts.every(({ number }, index) => number === index + 1)
  if (!isWhole)
    throw new AppError('invalid', {
      message: `This upload has parts 1 to ${partCount}; send each of them once, in order.`,
    })
}
