import { abortUpload } from '@/lib/registry/use-cases/abort-upload'
import { getUpload } from '@/lib/registry/use-cases/get-upload'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getUpload)
export const DELETE = defineRoute(abortUpload)
