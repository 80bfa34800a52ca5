import { advanceRollout } from '@/lib/rollouts/use-cases/advance-rollout'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(advanceRollout)
