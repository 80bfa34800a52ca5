import { listFacets } from '@/lib/audit/use-cases/list-facets'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listFacets)
