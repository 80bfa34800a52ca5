import { restoreExperiment } from '@/lib/registry/tracking/use-cases/restore-experiment'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(restoreExperiment)
