import { settleCommand } from '@/lib/agents/use-cases/settle-command'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(settleCommand)
