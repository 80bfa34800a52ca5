import { resumeRollout } from '@/lib/rollouts/use-cases/resume-rollout'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(resumeRollout)
