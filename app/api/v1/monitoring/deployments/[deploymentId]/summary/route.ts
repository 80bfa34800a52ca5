import { getDeploymentSummary } from '@/lib/monitoring/use-cases/get-deployment-summary'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getDeploymentSummary)
