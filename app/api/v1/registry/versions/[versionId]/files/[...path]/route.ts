import { MAX_FILE_BYTES } from '@/lib/registry/domain/limits'
import { filePathOf } from '@/lib/registry/file-path-of'
import { requireFilePath } from '@/lib/registry/require-file-path'
import { attachFile } from '@/lib/registry/use-cases/attach-file'
import { getFile } from '@/lib/registry/use-cases/get-file'
import { prepareUpload } from '@/lib/registry/use-cases/prepare-upload'
import { defineDownload } from '@/lib/server/download-route'
import { defineUpload } from '@/lib/server/upload-route'

export const GET = defineDownload(getFile, (request, params) => ({
  versionId: String(params['versionId']),
  path: filePathOf(request),
}))

export const PUT = defineUpload(attachFile, {
  prepare: prepareUpload,
  nameOf: (request, params) => ({ versionId: String(params['versionId']), path: requireFilePath(filePathOf(request)) }),
  maxBytes: MAX_FILE_BYTES,
})
