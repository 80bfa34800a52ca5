import { pauseRollout } from '@/lib/rollouts/use-cases/pause-rollout'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(pauseRollout)
