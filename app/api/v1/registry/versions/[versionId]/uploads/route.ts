import { openUpload } from '@/lib/registry/use-cases/open-upload'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(openUpload, { status: 201 })
