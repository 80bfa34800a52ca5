import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { partCount, partSize } from '../domain/upload-plan'
import { ownUpload, requireOpen, uploadSize } from '../read-upload'
import { partRef } from '../upload-contract'

/** Where a part goes and how many bytes it has; asked before they are read. */
export const preparePart = defineQuery({
  name: 'registry.prepare-part',
  permission: 'registry:write',
  input: partRef,
  output: z.object({ storeName: z.string(), sizeBytes: z.number() }),
  async run({ db, workspace, principal }, { uploadId, number }) {
    const upload = await ownUpload(db, { workspaceId: workspace.id, principal }, uploadId)
    requireOpen(upload)
    const sizeBytes = partSize(number, uploadSize(upload))
    if (sizeBytes === null)
      throw new AppError('invalid', {
        message: `This upload has the parts 1 to ${partCount(uploadSize(upload))}; there is no part ${number}.`,
        details: { reason: 'no_such_part' },
      })
    return { storeName: upload.storeName, sizeBytes }
  },
})
