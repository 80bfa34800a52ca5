import { changeExperiment } from '@/lib/registry/tracking/use-cases/change-experiment'
import { deleteExperiment } from '@/lib/registry/tracking/use-cases/delete-experiment'
import { getExperimentDetail } from '@/lib/registry/tracking/use-cases/get-experiment-detail'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getExperimentDetail)
export const PATCH = defineRoute(changeExperiment)
export const DELETE = defineRoute(deleteExperiment)
