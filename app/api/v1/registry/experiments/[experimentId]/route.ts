import { getExperiment } from '@/lib/registry/tracking/use-cases/get-experiment'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getExperiment)
