import type { Principal } from '@/lib/identity/domain/principal'
import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { Prisma } from '@/prisma/generated/client'
import { partCount } from './domain/upload-plan'
import type { UploadState } from './upload-contract'

export const uploadParts = {
  parts: { orderBy: { number: 'asc' } },
  version: { select: { modelId: true, number: true } },
} as const satisfies Prisma.UploadInclude

type UploadRow = Prisma.UploadGetPayload<{ include: typeof uploadParts }>

/** An upload belongs to whoever opened it: somebody else's parts would be unchecked bytes under one's own name. */
export async function ownUpload(
  db: Db,
  who: { workspaceId: string; principal: Principal },
  id: string,
): Promise<UploadRow> {
  const key = { workspaceId_id: { workspaceId: who.workspaceId, id } }
  const upload = await db.upload.findUnique({ where: key, include: uploadParts })
  if (!upload) throw notFound('upload')
  if (upload.createdById === who.principal.id) return upload
  throw new AppError('forbidden', {
    message: `This upload was opened by ${upload.createdByName}. Open one of your own.`,
    details: { reason: 'foreign_upload' },
  })
}

export function uploadSize(upload: { sizeBytes: bigint; partBytes: number }) {
  return { sizeBytes: Number(upload.sizeBytes), partBytes: upload.partBytes }
}

export function requireOpen(upload: { state: string }): void {
  if (upload.state === 'OPEN') return
  throw new AppError('conflict', {
    message: 'This upload is complete already; its file is part of the version.',
    details: { reason: 'upload_done' },
  })
}

export function uploadState(upload: UploadRow): UploadState {
  return {
    id: upload.id,
    modelId: upload.version.modelId,
    versionId: upload.versionId,
    versionNumber: upload.version.number,
    path: upload.path,
    sizeBytes: upload.sizeBytes.toString(),
    sha256: upload.sha256,
    state: upload.state === 'DONE' ? 'DONE' : 'OPEN',
    partBytes: upload.partBytes,
    partCount: partCount(uploadSize(upload)),
    parts: upload.parts.map(({ number, sizeBytes, sha256 }) => ({ number, sizeBytes, sha256 })),
    createdAt: upload.createdAt.toISOString(),
    expiresAt: upload.expiresAt.toISOString(),
  }
}
