import { retireDeployment } from '@/lib/rollouts/use-cases/retire-deployment'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(retireDeployment)
