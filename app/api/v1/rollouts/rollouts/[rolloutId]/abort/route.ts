import { abortRollout } from '@/lib/rollouts/use-cases/abort-rollout'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(abortRollout)
