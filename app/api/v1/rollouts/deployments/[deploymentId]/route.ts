import { getDeployment } from '@/lib/rollouts/use-cases/get-deployment'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getDeployment)
