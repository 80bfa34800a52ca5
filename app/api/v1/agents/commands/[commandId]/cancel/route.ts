import { cancelCommand } from '@/lib/agents/use-cases/cancel-command'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(cancelCommand)
