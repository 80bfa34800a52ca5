import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { missingParts } from '../domain/upload-plan'
import { ownUpload, requireOpen, uploadSize } from '../read-upload'
import { finishUploadInput } from '../upload-contract'

function digestMismatch(number: number): AppError {
  return new AppError('invalid', {
    message: `Part ${number} has other bytes here than you have. Send it again, then complete the upload.`,
    details: { reason: 'digest_mismatch', part: number },
  })
}

/** What has to be joined, once every part is here and is what its sender says it is. */
export const prepareCompletion = defineQuery({
  name: 'registry.prepare-completion',
  permission: 'registry:write',
  input: finishUploadInput,
  output: z.object({
    storeName: z.string(),
    sizeBytes: z.number(),
    sha256: z.string().nullable(),
    parts: z.array(z.object({ number: z.number(), etag: z.string() })),
    /** Digest of an upload that is complete already. */
    done: z.string().nullable(),
  }),
  async run({ db, workspace, principal }, { uploadId, sha256, parts }) {
    const upload = await ownUpload(db, { workspaceId: workspace.id, principal }, uploadId)
    const size = uploadSize(upload)
    const answer = { storeName: upload.storeName, sizeBytes: size.sizeBytes, parts: upload.parts }
    const promised = sha256 ?? upload.sha256
    if (upload.state === 'DONE' && (promised === null || promised === upload.sha256))
      return { ...answer, sha256: upload.sha256, done: upload.sha256 }
    requireOpen(upload)
    const missing = missingParts(upload.parts, size)
    if (missing.length > 0)
      throw new AppError('invalid', {
        message: `${missing.length} parts have not arrived: ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ' …' : ''}. Send them, then complete the upload.`,
        details: { reason: 'part_missing', missing: missing.slice(0, 1000) },
      })
    if (sha256 !== undefined && upload.sha256 !== null && sha256 !== upload.sha256)
      throw new AppError('invalid', {
        message: 'This upload was opened for a file of another digest. Open one for this file.',
        details: { reason: 'digest_mismatch' },
      })
    const wrong = parts === undefined ? undefined : upload.parts.find((part, index) => part.sha256 !== parts[index])
    if (wrong !== undefined) throw digestMismatch(wrong.number)
    if (parts !== undefined && parts.length !== upload.parts.length)
      throw new AppError('invalid', { message: `This upload has ${upload.parts.length} parts, not ${parts.length}.` })
    return { ...answer, sha256: promised, done: null }
  },
})
