import { getDriftMatrix } from '@/lib/monitoring/use-cases/get-drift-matrix'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getDriftMatrix)
