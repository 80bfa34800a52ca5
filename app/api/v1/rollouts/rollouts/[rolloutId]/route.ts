import { getRollout } from '@/lib/rollouts/use-cases/get-rollout'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getRollout)
