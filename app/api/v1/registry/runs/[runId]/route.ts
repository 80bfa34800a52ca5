import { getRunDetail } from '@/lib/registry/tracking/use-cases/get-run-detail'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getRunDetail)
