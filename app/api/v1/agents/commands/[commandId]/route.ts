import { getCommand } from '@/lib/agents/use-cases/get-command'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getCommand)
