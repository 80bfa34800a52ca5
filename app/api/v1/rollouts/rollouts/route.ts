import { listRollouts } from '@/lib/rollouts/use-cases/list-rollouts'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listRollouts)
