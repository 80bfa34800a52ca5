import { revokeAgent } from '@/lib/agents/use-cases/revoke-agent'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(revokeAgent)
