import { getAgent } from '@/lib/agents/use-cases/get-agent'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getAgent)
