import { listCommands } from '@/lib/agents/use-cases/list-commands'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listCommands)
