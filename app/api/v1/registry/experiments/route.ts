import { listExperiments } from '@/lib/registry/tracking/use-cases/list-experiments'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listExperiments)
