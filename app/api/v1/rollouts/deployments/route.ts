import { createDeployment } from '@/lib/rollouts/use-cases/create-deployment'
import { listDeployments } from '@/lib/rollouts/use-cases/list-deployments'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listDeployments)
export const POST = defineRoute(createDeployment, { status: 201 })
