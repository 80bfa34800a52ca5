import { getDeploymentSeries } from '@/lib/monitoring/use-cases/get-deployment-series'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getDeploymentSeries)
