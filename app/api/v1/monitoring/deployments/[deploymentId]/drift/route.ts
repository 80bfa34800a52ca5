import { getDrift } from '@/lib/monitoring/use-cases/get-drift'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getDrift)
