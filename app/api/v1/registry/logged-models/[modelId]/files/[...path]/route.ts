import { filePathOf } from '@/lib/registry/file-path-of'
import { getLoggedModelFile } from '@/lib/registry/tracking/use-cases/get-logged-model-file'
import { defineDownload } from '@/lib/server/download-route'

export const GET = defineDownload(getLoggedModelFile, (request, params) => ({
  modelId: String(params['modelId']),
  path: filePathOf(request),
}))
