import { requestRollout } from '@/lib/rollouts/use-cases/request-rollout'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(requestRollout, { status: 201 })
