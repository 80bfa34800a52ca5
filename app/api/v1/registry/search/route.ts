import { searchRegistry } from '@/lib/registry/use-cases/search-registry'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(searchRegistry)
