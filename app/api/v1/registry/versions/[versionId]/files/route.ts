import { listFiles } from '@/lib/registry/use-cases/list-files'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listFiles)
