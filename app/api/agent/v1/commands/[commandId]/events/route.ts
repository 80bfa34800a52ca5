import { defineAgentRoute } from '@/lib/agents/agent-route'
import { reportCommand } from '@/lib/agents/use-cases/report-command'

export const POST = defineAgentRoute(reportCommand)
