import { searchRuns } from '@/lib/registry/tracking/use-cases/search-runs'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(searchRuns)
