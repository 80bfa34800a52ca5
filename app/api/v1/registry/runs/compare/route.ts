import { compareRuns } from '@/lib/registry/tracking/use-cases/compare-runs'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(compareRuns)
