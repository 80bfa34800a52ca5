import { listVersions } from '@/lib/registry/use-cases/list-versions'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listVersions)
