import { changeRun } from '@/lib/registry/tracking/use-cases/change-run'
import { deleteRun } from '@/lib/registry/tracking/use-cases/delete-run'
import { getRunDetail } from '@/lib/registry/tracking/use-cases/get-run-detail'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getRunDetail)
export const PATCH = defineRoute(changeRun)
export const DELETE = defineRoute(deleteRun)
