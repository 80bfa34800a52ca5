import { promoteRollout } from '@/lib/rollouts/use-cases/promote-rollout'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(promoteRollout)
