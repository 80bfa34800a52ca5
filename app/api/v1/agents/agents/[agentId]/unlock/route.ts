import { unlockAgent } from '@/lib/agents/use-cases/unlock-agent'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(unlockAgent, { status: 201 })
