import { switchAutomation } from '@/lib/rollouts/use-cases/switch-automation'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(switchAutomation)
