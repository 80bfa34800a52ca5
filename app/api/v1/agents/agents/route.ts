import { listAgents } from '@/lib/agents/use-cases/list-agents'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listAgents)
