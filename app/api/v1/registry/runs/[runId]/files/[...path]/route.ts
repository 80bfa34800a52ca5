import { filePathOf } from '@/lib/registry/file-path-of'
import { getRunFile } from '@/lib/registry/tracking/use-cases/get-run-file'
import { defineDownload } from '@/lib/server/download-route'

export const GET = defineDownload(getRunFile, (request, params) => ({
  runId: String(params['runId']),
  path: filePathOf(request),
}))
