import { rollBack } from '@/lib/rollouts/use-cases/roll-back'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(rollBack)
