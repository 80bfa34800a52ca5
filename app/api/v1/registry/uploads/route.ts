import { listUploads } from '@/lib/registry/use-cases/list-uploads'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listUploads)
